package dev.watchword.server.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Begins, finds and ends sessions of the console, in the caller's own transaction. What a browser keeps is 256 random bits
 * in base64url; only its SHA-256 is stored. A session lives for at most 24 hours, however often it is used; when an idle
 * one ends is the login policy's. Safe for use by many threads.
 */
public final class Sessions {

    /** How long a session lives at the most. */
    public static final Duration LIFE = Duration.ofHours(24);

    /** Characters of what a browser keeps. */
    static final int LENGTH = 43;

    private static final Duration STEP = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Sessions() {}

    /** Begins one, and forgets those whose life is over; answers what the browser is to keep. */
    public static String begin(Handle handle, String userId, long now) {
        handle.createUpdate("delete from console_session where begun_at <= :before")
                .bind("before", now - LIFE.toMillis())
                .execute();
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        handle.createUpdate("insert into console_session (digest, user_id, begun_at, seen_at)"
                        + " values (:digest, :userId, :now, :now)")
                .bind("digest", digest(text))
                .bind("userId", userId)
                .bind("now", now)
                .execute();
        return text;
    }

    /** The session that a browser keeps this of. */
    public static Optional<Session> find(Handle handle, String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        return handle.createQuery(
                        "select digest, user_id, begun_at, seen_at from console_session" + " where digest = :digest")
                .bind("digest", digest(text))
                .map((row, context) -> new Session(
                        row.getString("digest"),
                        row.getString("user_id"),
                        row.getLong("begun_at"),
                        row.getLong("seen_at")))
                .findOne();
    }

    /** Whether its use at this time is to be written down: not each one is, as that costs a transaction. */
    public static boolean isToBeSeen(Session session, long now) {
        return now - session.seenAt() >= STEP.toMillis();
    }

    /** Writes down that it was used. */
    public static void seen(Handle handle, Session session, long now) {
        handle.createUpdate("update console_session set seen_at = :now where digest = :digest")
                .bind("now", now)
                .bind("digest", session.digest())
                .execute();
    }

    /** Ends the session that a browser keeps this of, if there is one. */
    public static void end(Handle handle, String text) {
        handle.createUpdate("delete from console_session where digest = :digest")
                .bind("digest", digest(text))
                .execute();
    }

    /** Ends all of a user. */
    static void endAll(Handle handle, String userId) {
        handle.createUpdate("delete from console_session where user_id = :userId")
                .bind("userId", userId)
                .execute();
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
