package dev.watchword.image.layer;

import dev.watchword.image.Digest;
import dev.watchword.image.ImageFailure;
import dev.watchword.image.Layer;
import dev.watchword.image.LimitReached;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The tar archive of a layer, unpacked while it is read, within the limits on its length, its ratio and the image's time.
 * {@link #verify()} reads what is left and compares the digests. Belongs to one thread; closing it closes the blob.
 */
final class LayerStream extends InputStream {

    private static final int BUFFER = 64 << 10;

    private final Layer layer;
    private final Meter meter;
    private final boolean again;
    private final @Nullable MessageDigest blobDigest;
    private final @Nullable MessageDigest tarDigest;
    private final StoredBytes stored;
    private final InputStream unpacked;
    private final byte[] buffer = new byte[BUFFER];

    private int at;
    private int end;
    private long out;

    private LayerStream(Layer layer, InputStream blob, Meter meter, boolean again) throws IOException {
        this.layer = layer;
        this.meter = meter;
        this.again = again;
        this.blobDigest = layer.blob().map(Digest::function).orElse(null);
        boolean oneDigestTellsBoth = layer.diffId().equals(layer.blob());
        this.tarDigest =
                oneDigestTellsBoth ? null : layer.diffId().map(Digest::function).orElse(null);
        this.stored = new StoredBytes(blob, meter, blobDigest);
        this.unpacked = Compression.unpacked(stored);
    }

    /**
     * @param blob the layer as it is stored; closed when this fails
     * @param again whether the layer was read before in this image
     */
    static LayerStream open(Layer layer, InputStream blob, Meter meter, boolean again) throws IOException {
        try {
            return new LayerStream(layer, blob, meter, again);
        } catch (IOException e) {
            blob.close();
            throw told(e);
        }
    }

    @Override
    public int read() throws IOException {
        if (at == end && !fill()) {
            return -1;
        }
        return buffer[at++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(buffer, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        meter.checkTime();
        int count;
        try {
            count = unpacked.read(buffer, 0, BUFFER);
        } catch (IOException e) {
            throw told(e);
        }
        if (count <= 0) {
            at = 0;
            end = 0;
            return false;
        }
        if (tarDigest != null) {
            tarDigest.update(buffer, 0, count);
        }
        out += count;
        if (again) {
            meter.reread(count);
        }
        checkLength();
        at = 0;
        end = count;
        return true;
    }

    private void checkLength() throws LimitReached {
        if (out > meter.limits().layerBytes()) {
            throw new LimitReached("layer_bytes", "more than " + meter.limits().layerBytes() + " bytes unpacked");
        }
        boolean tooMuch = out > meter.limits().ratioFloorBytes()
                && out / Math.max(1, stored.count()) >= meter.limits().ratio();
        if (tooMuch) {
            throw new LimitReached(
                    "ratio", "more than " + meter.limits().ratio() + " bytes unpacked for each byte stored");
        }
    }

    /** What the JDK and zstd say of packed bytes that are wrong. */
    private static IOException told(IOException e) {
        if (e instanceof ImageFailure) {
            return e;
        }
        boolean packed = e instanceof ZipException
                || e instanceof java.io.EOFException
                || e.getClass().getName().startsWith("com.github.luben");
        return packed ? new ImageFailure("the packed bytes are damaged or cut off") : e;
    }

    /** Reads to the end, and says whether this is the layer that the image names. */
    void verify() throws IOException {
        at = end;
        while (fill()) {
            at = end;
        }
        byte[] rest = new byte[BUFFER];
        while (stored.read(rest, 0, BUFFER) >= 0) {
            // what stands behind the packed bytes belongs to the digest
            meter.checkTime();
        }
        if (layer.size() >= 0 && stored.count() != layer.size()) {
            throw new WrongContent("has " + stored.count() + " bytes where its manifest says " + layer.size());
        }
        check(layer.blob().orElse(null), blobDigest, "its bytes");
        check(layer.diffId().orElse(null), tarDigest, "its archive");
    }

    private static void check(@Nullable Digest named, @Nullable MessageDigest found, String what) throws WrongContent {
        if (named != null && found != null && !named.isOf(found)) {
            throw new WrongContent(what + " do not have the digest " + named.brief());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            unpacked.close();
        } finally {
            stored.close();
        }
    }

    /** It is not the layer that the image names: nothing of it may be believed. */
    static final class WrongContent extends ImageFailure {
        private static final long serialVersionUID = 1;

        WrongContent(String message) {
            super(message);
        }
    }
}
