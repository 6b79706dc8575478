package dev.watchword.rootfs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Open folders from a root down to where a walk stands, each opened relative to its parent's handle and never through a link. So
 * a folder that is swapped for a link behind the walk leads nowhere, and going up means closing a handle, which cannot
 * leave the root.
 */
final class Descent implements AutoCloseable {

    private final Path root;
    private final Deque<SecureDirectoryStream<Path>> folders = new ArrayDeque<>();
    private final List<String> names = new ArrayList<>();

    Descent(Path root) throws IOException {
        this.root = root;
        folders.push(secure(Files.newDirectoryStream(root)));
    }

    /** The folder where the walk stands. */
    SecureDirectoryStream<Path> here() {
        return folders.element();
    }

    int depth() {
        return names.size();
    }

    /** The walk's path inside the root, {@code /} at the root. */
    String path() {
        return "/" + String.join("/", names);
    }

    /** Where an entry of this folder stands on the machine: for questions that have no handle-relative form. */
    Path outside(Path name) {
        return root.resolve(String.join("/", names)).resolve(name);
    }

    BasicFileAttributes attributes(Path name) throws IOException {
        return here().getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    BasicFileAttributes attributesHere() throws IOException {
        return here().getFileAttributeView(BasicFileAttributeView.class).readAttributes();
    }

    void down(Path name) throws IOException {
        folders.push(secure(here().newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)));
        names.add(name.toString());
    }

    /** One folder up; stays at the root when there. */
    void up() throws IOException {
        if (names.isEmpty()) {
            return;
        }
        names.removeLast();
        folders.pop().close();
    }

    void toRoot() throws IOException {
        while (!names.isEmpty()) {
            up();
        }
    }

    @Override
    public void close() {
        for (SecureDirectoryStream<Path> folder : folders) {
            try {
                folder.close();
            } catch (IOException ignored) {
                // nothing was written through it, and nobody can act on it
            }
        }
    }

    static FileKind kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return FileKind.LINK;
        }
        if (attributes.isRegularFile()) {
            return FileKind.REGULAR;
        }
        return attributes.isDirectory() ? FileKind.FOLDER : FileKind.SPECIAL;
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> handle) {
            return handle;
        }
        stream.close();
        throw new IOException(String.format(
                Locale.ROOT, "no folder handles: %s", stream.getClass().getSimpleName()));
    }
}
