package dev.watchword.server.bootstrap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files and folders that nobody but their owner may see: made so from the first moment, never narrowed afterwards. */
final class PrivateFile {

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private PrivateFile() {}

    /** Makes a folder, 0700, with those above it. */
    static void folder(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder");
        }
        Files.createDirectories(folder, OWNERS_FOLDER);
    }

    /** An empty file, 0600, unless there is one. */
    static void touch(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, OWNERS);
        }
    }

    /** Writes a new file, 0600, on disk when it returns; it must not exist. */
    static void write(Path file, byte[] content) throws IOException {
        try (FileChannel out =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNERS)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        syncFolder(file);
    }

    /** Gives a file its final name, on disk when it returns. */
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(to);
    }

    /** Refuses a file or folder that others than its owner may touch. */
    static void requirePrivate(Path path, String mode) throws IOException, Refusal {
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(path);
        if (given.stream().anyMatch(OF_OTHERS::contains)) {
            throw new Refusal(path + " is open to others than its owner (" + PosixFilePermissions.toString(given)
                    + "): chmod " + mode + " " + path);
        }
    }

    private static void syncFolder(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }
}
