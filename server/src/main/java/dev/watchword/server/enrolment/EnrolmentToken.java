package dev.watchword.server.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A token as it is kept: what it was made for and what became of it, never itself.
 *
 * @param id a UUID, which is no secret
 * @param projectId whose fleet it lets in
 * @param enterpriseProjectId of the host that it makes
 * @param hostGroupId of that host, {@code ""} for the default group
 * @param role of the agent that it lets in: {@code host} or {@code scanner}
 * @param replaces the host whose machine alone may use it, {@code ""} for a machine that was no member before; the host's
 *     former agent is denied then
 * @param createdBy the user's id
 * @param createdAt epoch milliseconds
 * @param expiresAt epoch milliseconds; worth nothing from then on
 * @param withdrawn whether somebody took it back
 * @param usedBy the agent that it let in
 */
record EnrolmentToken(
        String id,
        String projectId,
        String enterpriseProjectId,
        String hostGroupId,
        String role,
        String replaces,
        String createdBy,
        long createdAt,
        long expiresAt,
        boolean withdrawn,
        Optional<String> usedBy) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PREFIX = "wwe_";

    /** A new secret of 256 bits. */
    static String secret() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a secret: its SHA-256, by which it is found. */
    static String digest(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /** {@code used}, {@code withdrawn}, {@code expired} or {@code active}. */
    String state(long now) {
        if (usedBy.isPresent()) {
            return "used";
        }
        if (withdrawn) {
            return "withdrawn";
        }
        return now >= expiresAt ? "expired" : "active";
    }
}
