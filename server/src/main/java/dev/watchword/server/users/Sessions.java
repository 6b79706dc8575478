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
import java.util.List;
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

    /** Characters that are kept of what a browser says it is. */
    public static final int MOST_BROWSER = 256;

    private static final String COLUMNS = "digest, user_id, begun_at, seen_at, source, browser";
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Sessions() {}

    /**
     * Begins one, and forgets those whose life is over; answers what the browser is to keep.
     *
     * @param source the address from which it is begun
     * @param browser what it says it is, at most {@link #MOST_BROWSER} characters of it are kept
     */
    public static String begin(Handle handle, String userId, String source, String browser, long now) {
        handle.createUpdate("delete from console_session where begun_at <= :before")
                .bind("before", now - LIFE.toMillis())
                .execute();
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        handle.createUpdate("insert into console_session (digest, user_id, begun_at, seen_at, source, browser)"
                        + " values (:digest, :userId, :now, :now, :source, :browser)")
                .bind("digest", digest(text))
                .bind("userId", userId)
                .bind("now", now)
                .bind("source", source)
                .bind("browser", browser.length() > MOST_BROWSER ? browser.substring(0, MOST_BROWSER) : browser)
                .execute();
        return text;
    }

    /** The session that a browser keeps this of. */
    public static Optional<Session> find(Handle handle, String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        return handle.createQuery("select " + COLUMNS + " from console_session where digest = :digest")
                .bind("digest", digest(text))
                .map((row, context) -> session(row))
                .findOne();
    }

    /** Those of a user, the one that was used last first; some may be over. */
    public static List<Session> of(Handle handle, String userId) {
        return handle.createQuery("select " + COLUMNS + " from console_session where user_id = :userId"
                        + " order by seen_at desc, digest")
                .bind("userId", userId)
                .map((row, context) -> session(row))
                .list();
    }

    /** Ends a user's session by its mark; answers whether there was one. */
    public static boolean endMarked(Handle handle, String userId, String mark) {
        return handle.createUpdate("delete from console_session where user_id = :userId"
                                + " and substr(digest, 1, 8) = :mark")
                        .bind("userId", userId)
                        .bind("mark", mark)
                        .execute()
                > 0;
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

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("digest"),
                row.getString("user_id"),
                row.getLong("begun_at"),
                row.getLong("seen_at"),
                row.getString("source"),
                row.getString("browser"));
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
