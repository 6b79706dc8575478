package dev.watchword.server;

import dev.watchword.server.iam.BuiltInWeakWords;
import dev.watchword.server.iam.Iam;
import dev.watchword.server.users.PasswordCost;
import dev.watchword.server.users.PasswordHashing;
import dev.watchword.server.users.Tokens;
import java.util.List;

/**
 * Every feature, built once on the same parts. The order is the order in which they need each other.
 *
 * @param parts what they stand on
 * @param passwords digests and checks passwords of users
 * @param tokens issues and finds tokens
 * @param iam users, groups, policies, passwords, access keys
 */
public record Features(Parts parts, PasswordHashing passwords, Tokens tokens, Iam iam) {

    /** Builds them all. */
    public static Features on(Parts parts) {
        return on(parts, PasswordCost.STANDARD);
    }

    /** Builds them all, with another cost for a digest of a password. */
    public static Features on(Parts parts, PasswordCost cost) {
        PasswordHashing passwords = new PasswordHashing(cost);
        Tokens tokens = new Tokens();
        Iam iam = Iam.on(parts, passwords, tokens, List.of(new BuiltInWeakWords()));
        return new Features(parts, passwords, tokens, iam);
    }
}
