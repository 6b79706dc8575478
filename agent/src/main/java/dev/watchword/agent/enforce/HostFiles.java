package dev.watchword.agent.enforce;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Durable writes into a host's configuration. */
final class HostFiles {

    private HostFiles() {}

    /** Writes a file whole: beside it, synced, renamed, and its folder synced. */
    static void write(Path file, byte[] content, String mode) throws IOException {
        Path beside = file.resolveSibling("." + file.getFileName() + ".watchword");
        try {
            Files.deleteIfExists(beside);
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(beside, content, StandardOpenOption.TRUNCATE_EXISTING);
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString(mode));
            put(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Copies a file with its owner, mode and times, durably. */
    static void copy(Path from, Path to) throws IOException {
        Path beside = to.resolveSibling("." + to.getFileName() + ".watchword");
        try {
            Files.copy(from, beside, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            put(beside, to);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            sync(file.resolveSibling("."));
        }
    }

    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void put(Path beside, Path file) throws IOException {
        sync(beside);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(file.resolveSibling("."));
    }
}
