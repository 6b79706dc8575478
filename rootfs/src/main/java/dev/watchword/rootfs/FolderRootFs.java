package dev.watchword.rootfs;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Any folder as a root file system: a mounted disk, an unpacked image, or {@code /} itself.
 *
 * <p>A path is walked one component at a time over folder handles ({@code openat} without following links); links are
 * read and resolved by the walk itself, so that an absolute link starts again at this root and {@code ..} stops there.
 * FIFOs, sockets and devices are told by their kind before anything is opened, and after opening a file its place is
 * looked at again: if another file stands there by then, the opening is refused.
 *
 * <p>What the JDK cannot close is the moment between looking and opening. Somebody who may write the very folder of the
 * file can put a FIFO there in that moment, and opening it waits for a writer. Use it where such races do not matter or
 * nothing better is at hand.
 */
public final class FolderRootFs implements RootFs {

    /** Links resolved in one path at the most, as Linux has it. */
    static final int MAX_LINKS = 40;

    /** Folders below the root at the most: each is an open handle while a path is walked. */
    static final int MAX_DEPTH = 64;

    private static final int MAX_PATH_CHARS = 4096;
    private static final int MAX_NAME_CHARS = 255;

    private final Path root;

    private FolderRootFs(Path root) {
        this.root = root;
    }

    /**
     * The folder as a root. Nothing is opened yet: a folder that is not there answers every question with {@link
     * Unreadable.Missing}.
     *
     * @param folder any folder; links on the way to it are followed, since the caller named it
     */
    public static FolderRootFs at(Path folder) {
        try {
            return new FolderRootFs(folder.toRealPath());
        } catch (IOException notThere) {
            return new FolderRootFs(folder.toAbsolutePath().normalize());
        }
    }

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public Opened open(String path, FileLimits limits) {
        try (Descent descent = new Descent(root)) {
            Place place = walk(descent, path);
            FileKind kind = Descent.kind(place.attributes());
            if (kind != FileKind.REGULAR) {
                return new Opened.Refused(new Unreadable.WrongKind(kind));
            }
            SeekableByteChannel channel = descent.here()
                    .newByteChannel(place.name(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            if (!sameFile(descent, place)) {
                channel.close();
                return new Opened.Refused(new Unreadable.Failed("another file took its place while it was opened"));
            }
            FileInfo info = info(descent, path, place);
            return new Opened.File(new BoundedInput(Channels.newInputStream(channel), limits), info);
        } catch (Refusal refusal) {
            return new Opened.Refused(refusal.why);
        } catch (IOException failure) {
            return new Opened.Refused(why(failure));
        }
    }

    @Override
    public Listed list(String path, int maxEntries) {
        try (Descent descent = new Descent(root)) {
            Place place = walk(descent, path);
            FileKind kind = Descent.kind(place.attributes());
            if (kind != FileKind.FOLDER) {
                return new Listed.Refused(new Unreadable.WrongKind(kind));
            }
            if (!place.isHere()) {
                descent.down(place.name());
            }
            List<String> names = new ArrayList<>();
            for (Path entry : descent.here()) {
                if (names.size() == maxEntries) {
                    return entries(names, true);
                }
                names.add(entry.getFileName().toString());
            }
            return entries(names, false);
        } catch (Refusal refusal) {
            return new Listed.Refused(refusal.why);
        } catch (DirectoryIteratorException failure) {
            return new Listed.Refused(new Unreadable.Failed("listing failed before the end"));
        } catch (IOException failure) {
            return new Listed.Refused(why(failure));
        }
    }

    @Override
    public Stat stat(String path) {
        try (Descent descent = new Descent(root)) {
            return new Stat.Found(info(descent, path, walk(descent, path)));
        } catch (Refusal refusal) {
            return new Stat.Refused(refusal.why);
        } catch (IOException failure) {
            return new Stat.Refused(why(failure));
        }
    }

    @Override
    public Optional<RootFs> folder(String path) {
        if (!(stat(path) instanceof Stat.Found found) || found.info().kind() != FileKind.FOLDER) {
            return Optional.empty();
        }
        return Optional.of(new FolderRootFs(root.resolve(found.info().realPath().substring(1))));
    }

    private static Listed.Entries entries(List<String> names, boolean cut) {
        Collections.sort(names);
        return new Listed.Entries(names, cut);
    }

    /** An entry of the folder where the walk stands, or that folder itself ({@code name} is empty then). */
    private record Place(Path name, BasicFileAttributes attributes) {
        boolean isHere() {
            return name.toString().isEmpty();
        }
    }

    private static Place walk(Descent descent, String path) throws IOException, Refusal {
        Deque<String> ahead = new ArrayDeque<>();
        push(ahead, path);
        int links = 0;
        while (!ahead.isEmpty()) {
            String component = ahead.pop();
            if (component.isEmpty() || component.equals(".")) {
                continue;
            }
            if (component.equals("..")) {
                descent.up();
                continue;
            }
            Path name = name(component);
            BasicFileAttributes attributes = descent.attributes(name);
            if (attributes.isSymbolicLink()) {
                if (++links > MAX_LINKS) {
                    throw new Refusal(new Unreadable.BadPath("more than " + MAX_LINKS + " symbolic links"));
                }
                // read by its outside path: whatever text that gives, it is walked from here under the same rules
                String target = Files.readSymbolicLink(descent.outside(name)).toString();
                if (target.startsWith("/")) {
                    descent.toRoot();
                }
                push(ahead, target);
                continue;
            }
            if (ahead.isEmpty()) {
                return new Place(name, attributes);
            }
            if (!attributes.isDirectory()) {
                throw new Refusal(new Unreadable.Missing());
            }
            if (descent.depth() == MAX_DEPTH) {
                throw new Refusal(new Unreadable.BadPath("deeper than " + MAX_DEPTH + " folders"));
            }
            descent.down(name);
        }
        return new Place(Path.of(""), descent.attributesHere());
    }

    /** Puts a path's components before those ahead. The length cap also bounds what a chain of links can pile up. */
    private static void push(Deque<String> ahead, String path) throws Refusal {
        if (path.length() > MAX_PATH_CHARS) {
            throw new Refusal(new Unreadable.BadPath("path longer than " + MAX_PATH_CHARS + " characters"));
        }
        String[] components = path.split("/", -1);
        for (int i = components.length - 1; i >= 0; i--) {
            if (!components[i].isEmpty()) {
                ahead.push(components[i]);
            }
        }
    }

    private static Path name(String component) throws Refusal {
        if (component.length() > MAX_NAME_CHARS) {
            throw new Refusal(new Unreadable.BadPath("name longer than " + MAX_NAME_CHARS + " characters"));
        }
        try {
            return Path.of(component);
        } catch (InvalidPathException illegal) {
            throw new Refusal(new Unreadable.BadPath("not a legal path"));
        }
    }

    private static boolean sameFile(Descent descent, Place place) throws IOException {
        BasicFileAttributes now = descent.attributes(place.name());
        return now.isRegularFile()
                && Objects.equals(now.fileKey(), place.attributes().fileKey());
    }

    private static FileInfo info(Descent descent, String path, Place place) {
        String folder = descent.path();
        String realPath = place.isHere() ? folder : (folder.equals("/") ? "" : folder) + "/" + place.name();
        BasicFileAttributes found = place.attributes();
        return new FileInfo(
                path,
                realPath,
                Descent.kind(found),
                found.size(),
                found.lastModifiedTime().toInstant(),
                uid(descent.outside(place.name()), found));
    }

    /** The owner has no handle-relative form in the JDK: asked for by path, and believed if it is the same file. */
    private static int uid(Path outside, BasicFileAttributes found) {
        try {
            Map<String, Object> unix = Files.readAttributes(outside, "unix:uid,fileKey", LinkOption.NOFOLLOW_LINKS);
            return Objects.equals(unix.get("fileKey"), found.fileKey()) && unix.get("uid") instanceof Integer uid
                    ? uid
                    : -1;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return -1;
        }
    }

    /** The operating system's words only: an exception's message holds the path. */
    static Unreadable why(IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof NotDirectoryException) {
            return new Unreadable.Missing();
        }
        if (failure instanceof AccessDeniedException) {
            return new Unreadable.Denied();
        }
        String told = failure instanceof FileSystemException known ? known.getReason() : null;
        return new Unreadable.Failed(told == null ? "cannot be opened" : "cannot be opened: " + told);
    }

    /** Ends a walk; never leaves this class. */
    private static final class Refusal extends Exception {
        private final transient Unreadable why;

        Refusal(Unreadable why) {
            super(why.reason(), null, false, false);
            this.why = why;
        }
    }
}
