package dev.watchword.image.source;

import dev.watchword.image.ImageLimits;
import dev.watchword.image.LimitReached;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a packed archive, within the limits that a layer has: on their number, on how many there may be for each packed
 * byte, and on the time. Belongs to one thread.
 */
final class UnpackedArchive extends FilterInputStream {

    private final long packedBytes;
    private final ImageLimits limits;
    private final long startedNanos = System.nanoTime();
    private long out;

    /** @param packedBytes length of the whole archive as it is stored */
    UnpackedArchive(InputStream unpacked, long packedBytes, ImageLimits limits) {
        super(unpacked);
        this.packedBytes = packedBytes;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        out += Math.max(0, count);
        check();
        return count;
    }

    private void check() throws LimitReached {
        if (out > limits.layerBytes()) {
            throw new LimitReached("layer_bytes", "more than " + limits.layerBytes() + " bytes unpacked");
        }
        if (out > limits.ratioFloorBytes() && out / Math.max(1, packedBytes) >= limits.ratio()) {
            throw new LimitReached("ratio", "more than " + limits.ratio() + " bytes unpacked for each byte stored");
        }
        if (System.nanoTime() - startedNanos >= limits.time().toNanos()) {
            throw new LimitReached("time", "more than " + limits.time().toSeconds() + " s for one archive");
        }
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] passedOver = new byte[(int) Math.clamp(count, 0, 8192)];
        return Math.max(0, read(passedOver, 0, passedOver.length));
    }
}
