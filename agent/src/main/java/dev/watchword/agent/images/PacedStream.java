package dev.watchword.agent.images;

import dev.watchword.audit.Pace;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** A layer's bytes, not read faster than the scanner's share of the processor lets them be unpacked. */
final class PacedStream extends FilterInputStream {

    private static final int STRETCH = 256 << 10;

    private final Pace pace;
    private long ahead;

    PacedStream(InputStream in, Pace pace) {
        super(in);
        this.pace = pace;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ahead <= 0) {
            ahead = STRETCH;
            try {
                pace.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("told to stop");
            }
        }
        int count = in.read(buffer, offset, length);
        ahead -= Math.max(0, count);
        return count;
    }
}
