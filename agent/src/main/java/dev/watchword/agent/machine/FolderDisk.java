package dev.watchword.agent.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of the real disk that its owner alone may enter (mode 0700; files 0600). A new content is written beside the
 * file, synced, and renamed; then the folder is synced.
 */
public final class FolderDisk implements Disk {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-][A-Za-z0-9.-]{0,127}");
    private static final String UNFINISHED = ".unfinished.";
    private static final long PROCESS = ProcessHandle.current().pid();
    private static final Set<PosixFilePermission> OWNER_ENTERS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final AtomicLong number = new AtomicLong();

    private FolderDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a folder, which is made when there is none, and drops what an interrupted write left there.
     *
     * @throws IOException when it cannot be used, is a link, or others than its owner may enter it
     */
    public static FolderDisk open(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ENTERS));
        }
        FolderDisk disk = beside(folder);
        disk.dropUnfinished();
        return disk;
    }

    /** Whether something stands there already. */
    public static boolean exists(Path folder) {
        return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Opens a folder that another process works with too, and leaves alone what that one may be writing.
     *
     * @throws IOException when there is none, it is a link, or others than its owner may enter it
     */
    public static FolderDisk beside(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is not a folder");
        }
        if (!Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(OWNER_ENTERS)) {
            throw new IOException(folder + " must be its owner's alone (mode 0700)");
        }
        return new FolderDisk(folder);
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        try (InputStream input = Files.newInputStream(path(name), LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = input.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException(name + " is larger than " + LARGEST + " bytes");
            }
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        Path file = path(name);
        if (content.length > LARGEST) {
            throw new IOException(name + " would be larger than " + LARGEST + " bytes");
        }
        Path beside = folder.resolve(UNFINISHED + PROCESS + "." + number.incrementAndGet());
        try {
            writeSynced(beside, content);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        syncFolder();
    }

    @Override
    public void delete(String name) throws IOException {
        if (Files.deleteIfExists(path(name))) {
            syncFolder();
        }
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches() && name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static void writeSynced(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_READS))) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void dropUnfinished() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(UNFINISHED))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a file: it has letters, digits, dots and dashes");
        }
        return folder.resolve(name);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
