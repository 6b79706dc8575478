package dev.watchword.server;

import dev.watchword.server.auditlog.AuditLogSearch;
import dev.watchword.server.operations.Health;
import dev.watchword.server.operations.Metrics;
import dev.watchword.server.users.PasswordCost;
import dev.watchword.server.users.PasswordHashing;
import dev.watchword.server.users.Tokens;

/**
 * Every feature, built once on the same parts. The order is the order in which they need each other.
 *
 * @param parts what they stand on
 * @param passwords digests and checks passwords of users
 * @param tokens issues and finds tokens
 * @param auditLog reads the audit log
 * @param health tells whether the server works
 * @param metrics counts calls
 */
public record Features(
        Parts parts,
        PasswordHashing passwords,
        Tokens tokens,
        AuditLogSearch auditLog,
        Health health,
        Metrics metrics) {

    /** Builds them all. */
    public static Features on(Parts parts) {
        return on(parts, PasswordCost.STANDARD);
    }

    /** Builds them all, with another cost for a digest of a password. */
    public static Features on(Parts parts, PasswordCost cost) {
        return new Features(
                parts,
                new PasswordHashing(cost),
                new Tokens(),
                new AuditLogSearch(parts.database()),
                new Health(),
                new Metrics(parts.database()));
    }
}
