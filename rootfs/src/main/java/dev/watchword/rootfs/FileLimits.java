package dev.watchword.rootfs;

/**
 * How much of one file is read at the most.
 *
 * @param maxBytes bytes of the file; reading past them ends in {@link Unreadable.TooLarge}
 * @param maxLineBytes bytes of one line; a longer line is passed over, said, and reading goes on
 */
public record FileLimits(long maxBytes, int maxLineBytes) {

    /** For configuration files: 16 MiB, lines of 64 KiB. */
    public static final FileLimits CONFIGURATION = new FileLimits(16L << 20, 64 << 10);

    /** For account databases of up to a few million lines: 1 GiB, lines of 64 KiB. */
    public static final FileLimits ACCOUNTS = new FileLimits(1L << 30, 64 << 10);

    public FileLimits {
        if (maxBytes < 1 || maxLineBytes < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
