package dev.watchword.server.authentication;

import dev.watchword.server.Parts;
import dev.watchword.server.users.PasswordHashing;
import dev.watchword.server.users.Tokens;

/**
 * Who calls, built once.
 *
 * @param passwords digests and checks passwords of users
 * @param tokens issues and finds tokens
 * @param credentials proves users
 * @param projects which projects they may use
 * @param firstAnswers what a repeated signed call gets
 * @param gate how much one address may send
 * @param throttle how often they may call
 * @param logins checks passwords of users who sign in
 * @param sessions of the console
 * @param ownSessions those of the caller
 * @param tokenCalls tokens by password
 * @param identityCalls projects, accounts, who am I
 */
public record Identity(
        PasswordHashing passwords,
        Tokens tokens,
        Credentials credentials,
        ProjectAccess projects,
        KeptAnswers firstAnswers,
        SourceGate gate,
        CallThrottle throttle,
        PasswordLogin logins,
        ConsoleSessions sessions,
        OwnSessions ownSessions,
        TokenResource tokenCalls,
        IdentityResource identityCalls) {

    /**
     * Builds it.
     *
     * @param rules when guessing locks an account's users out
     * @param sessionRules how its users may use the console
     * @param validity how long their passwords are good for the console
     */
    public static Identity on(
            Parts parts,
            IdentitySettings settings,
            LoginRules rules,
            SessionRules sessionRules,
            PasswordValidity validity) {
        PasswordHashing passwords = new PasswordHashing(settings.cost());
        Tokens tokens = new Tokens();
        PasswordLogin logins = new PasswordLogin(parts, passwords, rules);
        ConsoleSessions sessions = new ConsoleSessions(parts, sessionRules, validity, settings.endpoint());
        return new Identity(
                passwords,
                tokens,
                new Credentials(parts, tokens),
                new ProjectAccess(parts),
                new KeptAnswers(parts),
                new SourceGate(settings.limits()),
                new CallThrottle(settings.limits()),
                logins,
                sessions,
                new OwnSessions(parts, sessions),
                new TokenResource(parts, tokens, logins, validity, settings.endpoint()),
                new IdentityResource(parts, settings.endpoint()));
    }
}
