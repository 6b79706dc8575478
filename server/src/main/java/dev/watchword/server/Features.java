package dev.watchword.server;

/**
 * Every feature, built once on the same parts. The order is the order in which they need each other.
 *
 * @param parts what they stand on
 */
public record Features(Parts parts) {

    /** Builds them all. */
    public static Features on(Parts parts) {
        return new Features(parts);
    }
}
