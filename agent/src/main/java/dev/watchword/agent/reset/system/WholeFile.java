package dev.watchword.agent.reset.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Puts a new content in place of a file, whole or not at all: it is written beside it with the same owner, mode and attributes,
 * synced, and renamed; then the folder is synced. What an interrupted try left is replaced by the next one.
 */
public final class WholeFile {

    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");

    private WholeFile() {}

    /**
     * Replaces.
     *
     * @param still asked right before the rename; when it says no, nothing is changed
     * @return whether it was replaced
     * @throws IOException when it could not be; the file is then the former one, unless only the last sync failed
     */
    public static boolean replace(Path file, byte[] content, BooleanSupplier still) throws IOException {
        Path beside = file.resolveSibling("." + file.getFileName() + ".watchword");
        try {
            Files.deleteIfExists(beside);
            write(beside, file, content);
            if (!still.getAsBoolean()) {
                return false;
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        sync(file.resolveSibling("."));
        return true;
    }

    /**
     * Copies a file to its backup, with its times, as the shadow tools do.
     *
     * @throws IOException when that fails
     */
    static void backUp(Path file, Path backup) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        Path beside = backup.resolveSibling("." + backup.getFileName() + ".watchword");
        try {
            Files.deleteIfExists(beside);
            write(beside, file, Files.readAllBytes(file));
            Files.setLastModifiedTime(beside, modified);
            Files.move(beside, backup, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void write(Path beside, Path like, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_READS))) {
            copy("unix:uid", like, beside);
            copy("unix:gid", like, beside);
            copy("unix:mode", like, beside);
            ExtendedAttributes.set(beside, ExtendedAttributes.of(like));
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static void copy(String attribute, Path from, Path to) throws IOException {
        Object value = Files.getAttribute(from, attribute, LinkOption.NOFOLLOW_LINKS);
        boolean isMode = attribute.equals("unix:mode");
        Files.setAttribute(to, attribute, isMode ? (int) value & 07777 : value, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Makes what a file or a folder holds durable.
     *
     * @throws IOException when that fails
     */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
