package dev.watchword.image.layer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The bytes of a blob as they are stored, counted and digested while they pass, within the image's time: a
 * source may give them one by one. */
final class StoredBytes extends FilterInputStream {

    private final Meter meter;
    private final @Nullable MessageDigest digest;
    private long count;

    StoredBytes(InputStream source, Meter meter, @Nullable MessageDigest digest) {
        super(source);
        this.meter = meter;
        this.digest = digest;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        meter.checkTime();
        int read = in.read(buffer, offset, length);
        if (read > 0) {
            count += read;
            if (digest != null) {
                digest.update(buffer, offset, read);
            }
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] passedOver = new byte[(int) Math.clamp(bytes, 0, 8192)];
        return Math.max(0, read(passedOver, 0, passedOver.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
