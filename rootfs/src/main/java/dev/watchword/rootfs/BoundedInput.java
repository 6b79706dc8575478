package dev.watchword.rootfs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file's bytes, at most as many as its limits allow. Reading past them ends the stream, and {@link #exceeded()} then
 * says so; it is the reader's duty to ask. Belongs to one thread; the opener closes it.
 */
public final class BoundedInput extends FilterInputStream {

    private final FileLimits limits;
    private long left;
    private boolean exceeded;

    public BoundedInput(InputStream source, FileLimits limits) {
        super(source);
        this.limits = limits;
        this.left = limits.maxBytes();
    }

    public FileLimits limits() {
        return limits;
    }

    /** How many bytes were read so far. */
    public long taken() {
        return limits.maxBytes() - left;
    }

    /** Whether the file went on behind the limit. */
    public boolean exceeded() {
        return exceeded;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            exceeded |= in.read() >= 0;
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }

    /** Skipped bytes count as read ones. */
    @Override
    public long skip(long count) throws IOException {
        byte[] passedOver = new byte[(int) Math.clamp(count, 0, 8192)];
        long skipped = 0;
        while (skipped < count) {
            int step = read(passedOver, 0, (int) Math.min(passedOver.length, count - skipped));
            if (step <= 0) {
                return skipped;
            }
            skipped += step;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
