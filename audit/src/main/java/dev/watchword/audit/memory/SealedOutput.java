package dev.watchword.audit.memory;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/** Seals what is written in {@link Segments}. Closing seals the last one and leaves the stream below open. */
final class SealedOutput extends OutputStream {

    private final OutputStream out;
    private final Segments segments;
    private final byte[] plain = new byte[Segments.PLAIN_BYTES];
    private int filled;
    private boolean closed;

    SealedOutput(OutputStream out, Segments segments) {
        this.out = out;
        this.segments = segments;
    }

    @Override
    public void write(int one) throws IOException {
        if (filled == plain.length) {
            seal(false);
        }
        plain[filled++] = (byte) one;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int from = offset;
        while (from < offset + length) {
            if (filled == plain.length) {
                seal(false);
            }
            int taken = Math.min(offset + length - from, plain.length - filled);
            System.arraycopy(source, from, plain, filled, taken);
            filled += taken;
            from += taken;
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            seal(true);
        }
    }

    private void seal(boolean last) throws IOException {
        try {
            out.write(segments.next(Cipher.ENCRYPT_MODE, last).doFinal(plain, 0, filled));
        } catch (GeneralSecurityException e) {
            throw new IOException("the memory could not be sealed", e);
        }
        Arrays.fill(plain, 0, filled, (byte) 0);
        filled = 0;
    }
}
