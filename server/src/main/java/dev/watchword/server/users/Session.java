package dev.watchword.server.users;

/**
 * A session of the console as it is stored.
 *
 * @param digest SHA-256 of the cookie's value, 64 hexadecimal digits
 * @param userId whose
 * @param begunAt epoch milliseconds
 * @param seenAt epoch milliseconds, at most a minute before the last page that its user asked for
 * @param source the address from which it was begun, {@code ""} when that was not kept
 * @param browser what the browser said it was, {@code ""} when that was not kept; anybody may have written it
 */
public record Session(String digest, String userId, long begunAt, long seenAt, String source, String browser) {

    /** What the audit log calls it: the first 8 hexadecimal digits of its digest. */
    public String mark() {
        return digest.substring(0, 8);
    }

    @Override
    public String toString() {
        return "Session " + mark();
    }
}
