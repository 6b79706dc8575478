package dev.watchword.server.users;

import java.util.Optional;

/**
 * A token as it is stored. At most one of the two scopes is there.
 *
 * @param digest SHA-256 of its text, 64 hexadecimal digits
 * @param userId whose
 * @param projectId the project that it is for
 * @param domainId the account that it is for
 * @param issuedAt epoch milliseconds
 * @param expiresAt epoch milliseconds; from then on it is worth nothing
 */
public record Token(
        String digest,
        String userId,
        Optional<String> projectId,
        Optional<String> domainId,
        long issuedAt,
        long expiresAt) {

    /** Whether its time is over. */
    public boolean isOver(long now) {
        return now >= expiresAt;
    }

    /** What the audit log calls it: the first 8 hexadecimal digits of its digest. */
    public String mark() {
        return digest.substring(0, 8);
    }

    @Override
    public String toString() {
        return "Token " + mark();
    }

    /**
     * A token at the only moment at which its text is known.
     *
     * @param text what the client sends in {@code X-Auth-Token}
     * @param token what is stored
     */
    public record Issued(String text, Token token) {
        @Override
        public String toString() {
            return token.toString();
        }
    }
}
