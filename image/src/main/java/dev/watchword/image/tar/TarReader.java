package dev.watchword.image.tar;

import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.LimitReached;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive once from front to back. Where formats leave room, entries are read as Go's archive/tar reads them,
 * since the runtimes that unpack images are built on it: an entry that this reader saw otherwise would be a place to hide
 * in. Anything malformed ends the reading with a failure, never with a quiet end. Memory is bounded by {@link
 * ImageLimits#metadataBytes}. Belongs to one thread; does not close the stream.
 */
public final class TarReader {

    private static final int BLOCK = TarHeader.BLOCK;
    private static final int SCRATCH = 64 << 10;

    private final InputStream in;
    private final ImageLimits limits;
    private final byte[] scratch = new byte[SCRATCH];

    private long position;

    /** Content of the current entry that is still ahead, and the padding after it. */
    private long contentLeft;

    private int padding;

    public TarReader(InputStream in, ImageLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** The next entry, whatever is left of the one before; null at the archive's end. */
    public @Nullable TarEntry next() throws IOException {
        ExtendedHeader extended = new ExtendedHeader();
        String longName = "";
        String longLink = "";
        while (true) {
            boolean more = skipRest();
            TarHeader header = more ? header() : null;
            if (header == null) {
                return null;
            }
            switch (header.type()) {
                case 'x' -> extended = ExtendedHeader.parse(metadata(header));
                case 'g' -> {
                    // what it says of all entries (a comment, usually) never names a single one
                    ExtendedHeader.parse(metadata(header));
                }
                case 'L' -> longName = zeroTerminated(metadata(header));
                case 'K' -> longLink = zeroTerminated(metadata(header));
                default -> {
                    return entry(header, extended, longName, longLink);
                }
            }
        }
    }

    private TarEntry entry(TarHeader header, ExtendedHeader extended, String longName, String longLink)
            throws IOException {
        String path = longName.isEmpty() ? extended.path().orElseGet(header::path) : longName;
        String link = longLink.isEmpty() ? extended.link().orElseGet(header::link) : longLink;
        char type = type(header.type(), path);
        boolean sparse = extended.isSparse() && type != 'S';
        if (sparse && !carriesContent(type)) {
            throw new ImageFailure("a tar entry without content is said to be sparse");
        }
        TarKind kind = kind(type, sparse);
        long size = carriesContent(type) ? extended.size().orElse(header.size()) : 0;
        if (size < 0) {
            throw new ImageFailure("a tar entry has a negative size");
        }
        if (type == 'S' && header.sparseMapGoesOn()) {
            passOverSparseMap();
        }
        long uid = extended.uid().orElse(header.uid());
        contentLeft = size;
        padding = (int) (-size & (BLOCK - 1));
        return new TarEntry(
                sparse ? extended.sparsePath().orElse(path) : path,
                kind,
                size,
                position,
                kind == TarKind.SYMBOLIC_LINK || kind == TarKind.HARD_LINK ? link : "",
                extended.modified().orElse(header.modified()),
                uid >= 0 && uid <= Integer.MAX_VALUE ? (int) uid : -1);
    }

    /** Before there was a type for folders, a slash at the end of a file's name meant one. No other type is told by it. */
    private static char type(char told, String path) {
        if (told != '\0') {
            return told;
        }
        return path.endsWith("/") ? '5' : '0';
    }

    private static TarKind kind(char type, boolean sparse) {
        return switch (type) {
            case '0', '7' -> sparse ? TarKind.SPARSE : TarKind.REGULAR;
            case 'S' -> TarKind.SPARSE;
            case '1' -> TarKind.HARD_LINK;
            case '2' -> TarKind.SYMBOLIC_LINK;
            case '5' -> TarKind.FOLDER;
            default -> TarKind.SPECIAL;
        };
    }

    /** Links, devices, folders and FIFOs have none, whatever their size field says. */
    private static boolean carriesContent(char type) {
        return type < '1' || type > '6';
    }

    /** Content of the current entry; -1 at its end. */
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (contentLeft == 0) {
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, contentLeft));
        if (count < 0) {
            throw truncated();
        }
        position += count;
        contentLeft -= count;
        return count;
    }

    /** All content of the current entry, of which the caller has seen that it fits. */
    public byte[] content(int size) throws IOException {
        byte[] content = new byte[size];
        for (int at = 0; at < size; ) {
            int count = read(content, at, size - at);
            if (count < 0) {
                throw truncated();
            }
            at += count;
        }
        return content;
    }

    /** Returns false when the archive ends in the padding, which some writers leave out (Go's reader takes it for the end). */
    private boolean skipRest() throws IOException {
        while (contentLeft > 0) {
            read(scratch, 0, SCRATCH);
        }
        int missing = padding - in.readNBytes(scratch, 0, padding);
        position += padding;
        padding = 0;
        return missing == 0;
    }

    /** The next header, null at the end: two blocks of zeros, or nothing more at all. */
    private @Nullable TarHeader header() throws IOException {
        byte[] block = new byte[BLOCK];
        if (!blockOrEnd(block)) {
            return null;
        }
        TarHeader header = new TarHeader(block);
        if (!header.isZero()) {
            if (!header.checksumHolds()) {
                throw new ImageFailure("a tar header's checksum is wrong");
            }
            return header;
        }
        byte[] second = new byte[BLOCK];
        if (blockOrEnd(second) && !new TarHeader(second).isZero()) {
            throw new ImageFailure("a tar archive goes on after a block of zeros");
        }
        return null;
    }

    private boolean blockOrEnd(byte[] block) throws IOException {
        int at = 0;
        while (at < BLOCK) {
            int count = in.read(block, at, BLOCK - at);
            if (count < 0) {
                if (at == 0) {
                    return false;
                }
                throw truncated();
            }
            at += count;
        }
        position += BLOCK;
        return true;
    }

    private byte[] metadata(TarHeader header) throws IOException {
        long size = header.size();
        if (size < 0 || size > limits.metadataBytes()) {
            throw new LimitReached(
                    "metadata", "an extended tar header is larger than " + limits.metadataBytes() + " bytes");
        }
        contentLeft = size;
        padding = (int) (-size & (BLOCK - 1));
        return content((int) size);
    }

    private static String zeroTerminated(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return TarHeader.text(bytes, 0, end);
    }

    /** Blocks of 21 places each; byte 504 says whether another one follows. */
    private void passOverSparseMap() throws IOException {
        byte[] block = new byte[BLOCK];
        do {
            exactly(block, BLOCK);
        } while (block[504] != 0);
    }

    private void exactly(byte[] buffer, int length) throws IOException {
        if (in.readNBytes(buffer, 0, length) < length) {
            throw truncated();
        }
        position += length;
    }

    private static ImageFailure truncated() {
        return new ImageFailure("a tar archive ends in the middle of an entry");
    }
}
