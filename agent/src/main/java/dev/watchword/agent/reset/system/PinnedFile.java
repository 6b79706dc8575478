package dev.watchword.agent.reset.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A file in a folder that is held open from the reading to the change. Services' files often stand in folders of the service's
 * own user, who could else put another folder in the place of that one between the two, and have root write there. Belongs
 * to one thread.
 */
public final class PinnedFile implements AutoCloseable {

    /** What a file of accounts may be long. */
    private static final int MOST_BYTES = 64 << 20;

    /** Of a file's attributes those that say who may use it. */
    private static final Set<String> ATTRIBUTES = Set.of("security.selinux", "system.posix_acl_access");

    private final Path file;
    private final Path name;
    private final Path beside;
    private final SecureDirectoryStream<Path> folder;

    private PinnedFile(Path file, SecureDirectoryStream<Path> folder) {
        this.file = file;
        this.name = file.getFileName();
        this.beside = Path.of("." + name + ".watchword");
        this.folder = folder;
    }

    /**
     * Holds its folder.
     *
     * @param file a path without links
     * @throws IOException when there is no such folder, or it cannot be held
     */
    public static PinnedFile open(Path file) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(file.resolveSibling("."));
        if (stream instanceof SecureDirectoryStream<Path> folder) {
            return new PinnedFile(file, folder);
        }
        stream.close();
        throw new IOException("the file system has no folders that can be held");
    }

    /**
     * What it holds.
     *
     * @throws IOException when it is no regular file, is larger than 64 MiB, or cannot be read
     */
    public byte[] read() throws IOException {
        if (!attributes().readAttributes().isRegularFile()) {
            throw new IOException("not a regular file");
        }
        try (SeekableByteChannel channel =
                folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            byte[] content = Channels.newInputStream(channel).readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new IOException("larger than " + MOST_BYTES + " bytes");
            }
            return content;
        }
    }

    /**
     * Puts a new content in its place, whole or not at all, with the same owner, mode, label and access list.
     *
     * @param still asked right before the rename; when it says no, nothing is changed
     * @return whether it was replaced
     * @throws IOException when it could not be; the file is then the former one, unless only the last sync failed
     */
    public boolean replace(byte[] content, BooleanSupplier still) throws IOException {
        try {
            remove();
            write(content);
            if (!still.getAsBoolean()) {
                return false;
            }
            folder.move(beside, folder, name);
        } finally {
            remove();
        }
        WholeFile.sync(file.resolveSibling("."));
        return true;
    }

    private void write(byte[] content) throws IOException {
        try (SeekableByteChannel channel = folder.newByteChannel(
                beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            PosixFileAttributes former = attributes().readAttributes();
            PosixFileAttributeView made =
                    folder.getFileAttributeView(beside, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            made.setOwner(former.owner());
            made.setGroup(former.group());
            made.setPermissions(former.permissions());
            label();
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
    }

    /** These two calls go by the path, for Java has no others; they give rights to nobody who could lead them elsewhere. */
    private void label() throws IOException {
        Map<String, byte[]> labels = new HashMap<>(ExtendedAttributes.of(file));
        labels.keySet().retainAll(ATTRIBUTES);
        ExtendedAttributes.set(file.resolveSibling(beside), labels);
    }

    private void remove() throws IOException {
        try {
            folder.deleteFile(beside);
        } catch (NoSuchFileException e) {
            // which is as it should be
        }
    }

    private PosixFileAttributeView attributes() {
        return folder.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    @Override
    public String toString() {
        return "PinnedFile[" + file + "]";
    }
}
