package dev.watchword.server.auditlog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lines in files of a folder, 0600, each named by its first line's number; a new file begins when one has its size.
 * A half line at the end, left by a crash or a full disk, is cut off: nobody was told that it was kept.
 */
final class FileSink implements Sink {

    private final Path folder;
    private final long rotateAt;
    private @Nullable FileChannel channel;
    private @Nullable Path path;
    private @Nullable Object inode;
    private long size;
    private long lastSeq;

    private FileSink(Path folder, long rotateAt) {
        this.folder = folder;
        this.rotateAt = rotateAt;
    }

    /**
     * @param folder made when missing, 0700
     * @param rotateAt bytes
     */
    static FileSink open(Path folder, long rotateAt) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileSink sink = new FileSink(folder, rotateAt);
        sink.reopen();
        return sink;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public Optional<Kept> last() throws IOException {
        if (channel == null) {
            reopen();
        }
        return lastSeq == 0 ? Optional.empty() : from(lastSeq, 1).stream().findFirst();
    }

    @Override
    public List<Kept> from(long seq, int most) throws IOException {
        List<Kept> found = new ArrayList<>();
        List<Path> files = files(folder);
        for (int i = 0; i < files.size() && found.size() < most; i++) {
            if (i + 1 < files.size() && first(files.get(i + 1)) <= seq) {
                continue;
            }
            try (Stream<String> lines = Files.lines(files.get(i), StandardCharsets.ISO_8859_1)) {
                lines.map(FileSink::kept)
                        .filter(line -> line.seq() >= seq)
                        .limit(most - found.size())
                        .forEach(found::add);
            }
        }
        return found;
    }

    @Override
    public void append(List<Kept> lines) throws IOException {
        check();
        FileChannel out = channel;
        if (out == null || size >= rotateAt) {
            out = begin(lines.getFirst().seq());
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        long length = bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(false);
        } catch (IOException e) {
            forget();
            throw e;
        }
        size += length;
        lastSeq = lines.getLast().seq();
    }

    /** The open file must still be the one that stands under its name. */
    @Override
    public void check() throws IOException {
        Path open = path;
        if (open == null || channel == null) {
            reopen();
            return;
        }
        if (!Files.exists(open, LinkOption.NOFOLLOW_LINKS)
                || !Objects.equals(inode, fileKey(open))
                || ((Number) Files.getAttribute(open, "unix:nlink")).intValue() != 1) {
            forget();
            throw new IOException(open.getFileName() + " was removed or replaced");
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        channel = null;
    }

    /** The files in the order of their lines. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("audit-[0-9]{12}\\.jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private static long first(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(6, 18));
    }

    private static Kept kept(String line) {
        String seq = Line.read(line).map(read -> read.getOrDefault("seq", "0")).orElse("0");
        return new Kept(seq.matches("[0-9]{1,18}") ? Long.parseLong(seq) : 0, line);
    }

    private void reopen() throws IOException {
        List<Path> files = files(folder);
        lastSeq = 0;
        for (int i = files.size() - 1; i >= 0 && lastSeq == 0; i--) {
            cutHalfLine(files.get(i));
            lastSeq = lastSeq(files.get(i));
        }
        if (!files.isEmpty()) {
            use(files.getLast());
        }
    }

    private FileChannel begin(long seq) throws IOException {
        close();
        Path file = folder.resolve(String.format(Locale.ROOT, "audit-%012d.jsonl", seq));
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel directory = FileChannel.open(folder)) {
                directory.force(true);
            }
        }
        return use(file);
    }

    private FileChannel use(Path file) throws IOException {
        FileChannel opened = FileChannel.open(file, Set.of(StandardOpenOption.APPEND));
        channel = opened;
        path = file;
        inode = fileKey(file);
        size = opened.size();
        return opened;
    }

    /** The next use begins with what really stands in the folder. */
    private void forget() {
        try {
            close();
        } catch (IOException e) {
            channel = null;
        }
        path = null;
    }

    private static @Nullable Object fileKey(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    private static void cutHalfLine(Path file) throws IOException {
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
            long end = whole.length();
            while (end > 0) {
                whole.seek(end - 1);
                if (whole.read() == '\n') {
                    break;
                }
                end--;
            }
            if (end != whole.length()) {
                whole.setLength(end);
                whole.getFD().sync();
            }
        }
    }

    private static long lastSeq(Path file) throws IOException {
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, whole.length() - Line.LONGEST - 2);
            whole.seek(from);
            byte[] tail = new byte[(int) (whole.length() - from)];
            whole.readFully(tail);
            String text = new String(tail, StandardCharsets.ISO_8859_1);
            long seq = text.lines()
                    .reduce((before, last) -> last)
                    .map(line -> kept(line).seq())
                    .orElse(0L);
            if (seq == 0 && !text.isEmpty()) {
                throw new IOException(file + " is damaged at its end: move it away, and keep it as evidence");
            }
            return seq;
        }
    }
}
