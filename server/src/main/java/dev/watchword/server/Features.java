package dev.watchword.server;

import dev.watchword.server.authentication.CallThrottle;
import dev.watchword.server.authentication.Credentials;
import dev.watchword.server.authentication.IdentityResource;
import dev.watchword.server.authentication.IdentitySettings;
import dev.watchword.server.authentication.KeptAnswers;
import dev.watchword.server.authentication.PasswordLogin;
import dev.watchword.server.authentication.ProjectAccess;
import dev.watchword.server.authentication.TokenResource;
import dev.watchword.server.iam.AccountPasswordPolicies;
import dev.watchword.server.iam.BuiltInWeakWords;
import dev.watchword.server.iam.Iam;
import dev.watchword.server.iam.LoginPolicies;
import dev.watchword.server.users.PasswordHashing;
import dev.watchword.server.users.Tokens;
import java.util.List;

/**
 * Every feature, built once on the same parts. The order is the order in which they need each other.
 *
 * @param parts what they stand on
 * @param passwords digests and checks passwords of users
 * @param tokens issues and finds tokens
 * @param authentication which user calls
 * @param projects which projects they may use
 * @param firstAnswers what a repeated signed call gets
 * @param throttle how often they may call
 * @param logins checks passwords of users who sign in
 * @param tokenCalls tokens by password
 * @param identityCalls projects, accounts, who am I
 * @param iam users, groups, policies, passwords, access keys
 */
public record Features(
        Parts parts,
        PasswordHashing passwords,
        Tokens tokens,
        Credentials authentication,
        ProjectAccess projects,
        KeptAnswers firstAnswers,
        CallThrottle throttle,
        PasswordLogin logins,
        TokenResource tokenCalls,
        IdentityResource identityCalls,
        Iam iam) {

    /** Builds them all, with what most operators choose. */
    public static Features on(Parts parts) {
        return on(parts, IdentitySettings.STANDARD);
    }

    /** Builds them all. */
    public static Features on(Parts parts, IdentitySettings settings) {
        PasswordHashing passwords = new PasswordHashing(settings.cost());
        Tokens tokens = new Tokens();
        PasswordLogin logins = new PasswordLogin(parts, passwords, LoginPolicies::rules);
        return new Features(
                parts,
                passwords,
                tokens,
                new Credentials(parts, tokens),
                new ProjectAccess(parts),
                new KeptAnswers(parts),
                new CallThrottle(settings.limits()),
                logins,
                new TokenResource(parts, tokens, logins, AccountPasswordPolicies::expiresAt, settings.endpoint()),
                new IdentityResource(parts, settings.endpoint()),
                Iam.on(parts, passwords, tokens, logins, List.of(new BuiltInWeakWords())));
    }
}
