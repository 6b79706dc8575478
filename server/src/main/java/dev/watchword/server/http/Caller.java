package dev.watchword.server.http;

import java.util.Optional;

/**
 * Who calls, proven. Holds no secret.
 *
 * @param domainId the account, 32 hexadecimal digits
 * @param domainName the account's name
 * @param userId the user, 32 hexadecimal digits
 * @param userName the user's name
 * @param root whether it is the account's root user, who may do everything in it
 * @param scopedProject the project that the token is for; empty with an access key or another scope
 * @param credential what they showed
 * @param credentialId which one: the access key's id, or the first 8 hexadecimal digits of the token's digest
 */
public record Caller(
        String domainId,
        String domainName,
        String userId,
        String userName,
        boolean root,
        Optional<String> scopedProject,
        Credential credential,
        String credentialId) {

    /** What can prove a caller. */
    public enum Credential {
        TOKEN,
        ACCESS_KEY,
        /** The console's cookie. */
        SESSION,
        /** A shell on the server's own machine. */
        LOCAL
    }
}
