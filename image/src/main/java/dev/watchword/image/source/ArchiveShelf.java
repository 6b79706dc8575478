package dev.watchword.image.source;

import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.LimitReached;
import dev.watchword.image.layer.Compression;
import dev.watchword.image.tar.TarEntry;
import dev.watchword.image.tar.TarReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a tar archive, by an index of their places. A packed archive is unpacked again for each file that is
 * opened, up to its place. Links among the files are followed inside the archive.
 */
final class ArchiveShelf implements Shelf {

    private static final int MAX_ENTRIES = 50_000;
    private static final int MAX_LINKS = 8;

    private final FileChannel channel;
    private final ImageLimits limits;
    private final boolean packed;
    private final Map<String, TarEntry> entries = new HashMap<>();

    private ArchiveShelf(FileChannel channel, ImageLimits limits) throws IOException {
        this.channel = channel;
        this.limits = limits;
        try (InputStream first = new At(channel, 0)) {
            InputStream unpacked = Compression.unpacked(first);
            this.packed = !(unpacked instanceof java.io.BufferedInputStream);
        }
        if (packed) {
            try (InputStream in = unpacked()) {
                index(new TarReader(in, limits));
            }
        } else {
            index(new Headers(channel, limits));
        }
    }

    static ArchiveShelf open(Path file, ImageLimits limits) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new ArchiveShelf(channel, limits);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Walks the headers of an archive that can be jumped about in. */
    private static final class Headers {
        private final FileChannel channel;
        private final ImageLimits limits;
        private long at;

        Headers(FileChannel channel, ImageLimits limits) {
            this.channel = channel;
            this.limits = limits;
        }

        /** The next entry with its true place, or nothing at the end. */
        Optional<TarEntry> next() throws IOException {
            TarReader reader = new TarReader(new At(channel, at), limits);
            TarEntry entry = reader.next();
            if (entry == null) {
                return Optional.empty();
            }
            TarEntry placed = new TarEntry(
                    entry.path(),
                    entry.kind(),
                    entry.size(),
                    Math.addExact(at, entry.offset()),
                    entry.link(),
                    entry.modified(),
                    entry.uid());
            if (placed.size() > channel.size() - placed.offset()) {
                throw new ImageFailure("the archive ends in the middle of an entry");
            }
            at = placed.offset() + placed.size() + (-placed.size() & 511);
            return Optional.of(placed);
        }
    }

    private void index(Headers headers) throws IOException {
        for (Optional<TarEntry> entry = headers.next(); entry.isPresent(); entry = headers.next()) {
            put(entry.get());
        }
    }

    private void index(TarReader tar) throws IOException {
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            put(entry);
        }
    }

    private void put(TarEntry entry) throws LimitReached {
        if (entries.size() == MAX_ENTRIES) {
            throw new LimitReached("entries", "more than " + MAX_ENTRIES + " files in the archive");
        }
        if (entry.path().length() > limits.pathBytes()) {
            throw new LimitReached("path_length", "a path of more than " + limits.pathBytes() + " bytes");
        }
        if (entry.link().length() > limits.pathBytes()) {
            throw new LimitReached("path_length", "a link of more than " + limits.pathBytes() + " bytes");
        }
        entries.put(clean("", entry.path()), entry);
    }

    private InputStream unpacked() throws IOException {
        return new UnpackedArchive(Compression.unpacked(new At(channel, 0)), channel.size(), limits);
    }

    @Override
    public Optional<InputStream> open(String path) throws IOException {
        String name = clean("", path);
        for (int links = 0; links <= MAX_LINKS; links++) {
            TarEntry entry = entries.get(name);
            if (entry == null) {
                return Optional.empty();
            }
            switch (entry.kind()) {
                case REGULAR -> {
                    return Optional.of(content(entry));
                }
                case SYMBOLIC_LINK -> {
                    int slash = name.lastIndexOf('/');
                    name = clean(slash < 0 ? "" : name.substring(0, slash), entry.link());
                }
                case HARD_LINK -> name = clean("", entry.link());
                case SPARSE, FOLDER, SPECIAL -> throw new ImageFailure("not a regular file in the archive");
            }
        }
        throw new LimitReached("links", "more than " + MAX_LINKS + " links in the archive");
    }

    private InputStream content(TarEntry entry) throws IOException {
        if (!packed) {
            return new Bounded(new At(channel, entry.offset()), entry.size());
        }
        InputStream in = unpacked();
        try {
            in.skipNBytes(entry.offset());
            return new Bounded(in, entry.size());
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static String clean(String folder, String path) {
        java.util.ArrayDeque<String> names = new java.util.ArrayDeque<>();
        for (String name : (path.startsWith("/") ? path : folder + "/" + path).split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return String.join("/", names);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The channel's bytes from a place on. Closing it leaves the channel open. */
    private static final class At extends InputStream {
        private final FileChannel channel;
        private long at;

        At(FileChannel channel, long at) {
            this.channel = channel;
            this.at = at;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = channel.read(java.nio.ByteBuffer.wrap(buffer, offset, length), at);
            at += Math.max(0, count);
            return count;
        }
    }

    /** So many bytes and no more. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream source, long left) {
            super(source);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] passedOver = new byte[(int) Math.clamp(count, 0, 8192)];
            return Math.max(0, read(passedOver, 0, passedOver.length));
        }
    }
}
