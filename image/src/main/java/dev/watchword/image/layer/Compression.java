package dev.watchword.image.layer;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.watchword.image.ImageFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * How the bytes of a layer or an archive are packed, told by the bytes themselves: what a manifest calls them is a claim,
 * and a wrong one must not make them unread.
 */
public enum Compression {
    NONE,
    /** RFC 1952, one member after another. */
    GZIP,
    /** RFC 8878, one frame after another, windows of up to 128 MiB. */
    ZSTD;

    /** The widest window that zstd(1) accepts without being asked for more, too. */
    private static final int ZSTD_WINDOW_LOG = 27;

    private static final int BUFFER = 64 << 10;
    private static final int MAGIC = 6;

    /**
     * The bytes unpacked. Closing it closes the source.
     *
     * @throws ImageFailure when they are packed in a way that this build does not read
     */
    public static InputStream unpacked(InputStream source) throws IOException {
        BufferedInputStream in = new BufferedInputStream(source, BUFFER);
        return switch (of(in)) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case ZSTD -> new ZstdInputStreamNoFinalizer(in).setLongMax(ZSTD_WINDOW_LOG);
        };
    }

    private static Compression of(BufferedInputStream in) throws IOException {
        in.mark(MAGIC);
        byte[] magic = in.readNBytes(MAGIC);
        in.reset();
        if (startsWith(magic, 0x1f, 0x8b)) {
            return GZIP;
        }
        boolean skippable =
                magic.length >= 4 && (magic[0] & 0xf0) == 0x50 && startsWith(magic, magic[0] & 0xff, 0x2a, 0x4d, 0x18);
        if (startsWith(magic, 0x28, 0xb5, 0x2f, 0xfd) || skippable) {
            return ZSTD;
        }
        if (startsWith(magic, 'B', 'Z', 'h') || startsWith(magic, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            throw new ImageFailure("compressed as bzip2 or xz, which images of today are not");
        }
        return NONE;
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
