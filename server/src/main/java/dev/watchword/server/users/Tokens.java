package dev.watchword.server.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Issues, finds and revokes tokens, in the caller's own transaction. A token is {@code wwt_} and 256 random bits in
 * base64url; only its SHA-256 is stored. It lives for 24 hours, however often it is used. Safe for use by many threads.
 */
public final class Tokens {

    /** How long a token is valid. */
    public static final Duration LIFE = Duration.ofHours(24);

    /** How long an expired token is still told from one that never was. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private static final String PREFIX = "wwt_";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new token of a user for a project, an account or neither; forgets those that expired long ago. */
    public Token.Issued issue(
            Handle handle, String userId, Optional<String> projectId, Optional<String> domainId, long now) {
        handle.createUpdate("delete from token where expires_at < :longAgo")
                .bind("longAgo", now - REMEMBERED.toMillis())
                .execute();
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Token token = new Token(digest(text), userId, projectId, domainId, now, now + LIFE.toMillis());
        handle.createUpdate("insert into token (digest, user_id, project_id, domain_id, issued_at, expires_at)"
                        + " values (:digest, :userId, :projectId, :domainId, :issuedAt, :expiresAt)")
                .bindMethods(token)
                .execute();
        return new Token.Issued(text, token);
    }

    /** The token with this text, even one that has expired but was not forgotten yet. */
    public Optional<Token> find(Handle handle, String text) {
        return handle.createQuery("select digest, user_id, project_id, domain_id, issued_at, expires_at from token"
                        + " where digest = :digest")
                .bind("digest", digest(text))
                .map((row, context) -> token(row))
                .findOne();
    }

    /** Ends one token. */
    public void revoke(Handle handle, Token token) {
        handle.createUpdate("delete from token where digest = :digest")
                .bind("digest", token.digest())
                .execute();
    }

    /** Ends all tokens and sessions of a user: their password, keys or permissions changed, or they were disabled. */
    public void revokeAll(Handle handle, String userId) {
        Sessions.endAll(handle, userId);
        handle.createUpdate("delete from token where user_id = :userId")
                .bind("userId", userId)
                .execute();
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getString("digest"),
                row.getString("user_id"),
                Optional.ofNullable(row.getString("project_id")),
                Optional.ofNullable(row.getString("domain_id")),
                row.getLong("issued_at"),
                row.getLong("expires_at"));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
