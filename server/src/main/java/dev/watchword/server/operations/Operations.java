package dev.watchword.server.operations;

import dev.watchword.server.Parts;
import dev.watchword.server.auditlog.AuditLogSearch;

/**
 * What those who run the server look at, built once.
 *
 * @param auditLog reads the audit log
 * @param health tells whether the server works
 * @param metrics counts calls
 */
public record Operations(AuditLogSearch auditLog, Health health, Metrics metrics) {

    /** Builds them. */
    public static Operations on(Parts parts) {
        return new Operations(new AuditLogSearch(parts.database()), new Health(), new Metrics(parts.database()));
    }
}
