package dev.watchword.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A folder of a Linux machine as a root file system, safe against whoever changes it at the same time. The kernel resolves each path
 * inside the root in one step ({@link OpenInRoot}) and pins what stands there; its kind and owner are those of what was
 * pinned, and a regular file is then opened by way of the pin. So between looking and opening there is nothing to swap.
 *
 * <p>It needs Linux 5.6, {@code /proc}, and a sandbox that allows the call.
 */
public final class HostRootFs implements RootFs {

    private static final String PINS = "/proc/self/fd/";
    private static final int MAX_PATH_CHARS = 4096;
    private static final int MAX_NAME_CHARS = 255;

    /** The kernel gives up when a folder is renamed while it climbs out of it; so often it is asked again. */
    private static final int TRIES = 64;

    private final OpenInRoot kernel;
    private final String name;
    private final Path root;
    private final int handle;
    private final Seam seam;
    private volatile boolean closed;

    private HostRootFs(OpenInRoot kernel, String name, Path root, int handle, Seam seam) {
        this.kernel = kernel;
        this.name = name;
        this.root = root;
        this.handle = handle;
        this.seam = seam;
    }

    /**
     * Opens a folder as a root; empty when this machine cannot do that safely, where {@link FolderRootFs} is the next best.
     *
     * @param folder any folder that exists; links on the way to it are followed, since the caller named it
     */
    public static Optional<RootFs> open(Path folder) {
        return open(folder, step -> {}).map(root -> root);
    }

    /**
     * The root that a running process sees, which may be another one than this machine's: that of a container, or of a chroot.
     * It stays what it is when the process ends. Empty when the process is gone, may not be looked at, or this machine cannot do
     * that safely.
     *
     * @param process its number
     * @param name what the root is for a person; never {@code /}
     */
    public static Optional<HostRootFs> ofProcess(int process, String name) {
        try {
            OpenInRoot kernel = new OpenInRoot();
            int handle = kernel.folder("/proc/" + process + "/root");
            if (handle < 0) {
                return Optional.empty();
            }
            Path seen = Files.readSymbolicLink(Path.of(PINS + handle));
            return Optional.of(new HostRootFs(kernel, name, seen, handle, step -> {}));
        } catch (IOException | RuntimeException | LinkageError unavailable) {
            return Optional.empty();
        }
    }

    /** What tells this root's folder from every other one of the machine; empty when it cannot be had. */
    public Optional<String> identity() {
        try {
            Path pin = Path.of(PINS + handle);
            return Optional.of(Files.getAttribute(pin, "unix:dev") + ":" + Files.getAttribute(pin, "unix:ino"));
        } catch (IOException | RuntimeException unknown) {
            return Optional.empty();
        }
    }

    static Optional<HostRootFs> open(Path folder, Seam seam) {
        try {
            Path real = folder.toRealPath();
            OpenInRoot kernel = new OpenInRoot();
            int handle = kernel.folder(real.toString());
            if (handle < 0) {
                return Optional.empty();
            }
            HostRootFs root = new HostRootFs(kernel, real.toString(), real, handle, seam);
            if (root.stat("/") instanceof Stat.Found found && found.info().kind() == FileKind.FOLDER) {
                return Optional.of(root);
            }
            root.close();
            return Optional.empty();
        } catch (IOException | RuntimeException | LinkageError unavailable) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Opened open(String path, FileLimits limits) {
        try (Pin pin = pinned(path)) {
            FileInfo info = pin.info();
            if (info.kind() != FileKind.REGULAR) {
                return new Opened.Refused(new Unreadable.WrongKind(info.kind()));
            }
            seam.between(Step.OPENING);
            InputStream content = Channels.newInputStream(FileChannel.open(pin.path(), StandardOpenOption.READ));
            return new Opened.File(new BoundedInput(content, limits), info);
        } catch (Refusal refusal) {
            return new Opened.Refused(refusal.why);
        } catch (IOException failure) {
            return new Opened.Refused(FolderRootFs.why(failure));
        }
    }

    @Override
    public Listed list(String path, int maxEntries) {
        try (Pin pin = pinned(path)) {
            FileKind kind = pin.info().kind();
            if (kind != FileKind.FOLDER) {
                return new Listed.Refused(new Unreadable.WrongKind(kind));
            }
            seam.between(Step.OPENING);
            return entries(pin.path(), maxEntries);
        } catch (Refusal refusal) {
            return new Listed.Refused(refusal.why);
        } catch (DirectoryIteratorException failure) {
            return new Listed.Refused(new Unreadable.Failed("listing failed before the end"));
        } catch (IOException failure) {
            return new Listed.Refused(FolderRootFs.why(failure));
        }
    }

    @Override
    public Stat stat(String path) {
        try (Pin pin = pinned(path)) {
            return new Stat.Found(pin.info());
        } catch (Refusal refusal) {
            return new Stat.Refused(refusal.why);
        } catch (IOException failure) {
            return new Stat.Refused(FolderRootFs.why(failure));
        }
    }

    @Override
    public Optional<String> link(String path) {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        if (name.isEmpty() || name.equals("..") || name.length() > MAX_NAME_CHARS) {
            return Optional.empty();
        }
        try (Pin folder = pinned(path.substring(0, Math.max(0, slash)) + "/")) {
            return Optional.of(
                    Files.readSymbolicLink(folder.path().resolve(name)).toString());
        } catch (Refusal | IOException | InvalidPathException none) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<RootFs> folder(String path) {
        try (Pin pin = pinned(path)) {
            if (pin.info().kind() != FileKind.FOLDER) {
                return Optional.empty();
            }
            seam.between(Step.OPENING);
            // opened again by way of the pin: a handle of its own on the same folder
            int own = kernel.folder(pin.path().toString());
            if (own < 0) {
                return Optional.empty();
            }
            Path real = Files.readSymbolicLink(Path.of(PINS + own));
            return Optional.of(new HostRootFs(kernel, real.toString(), real, own, seam));
        } catch (Refusal | IOException none) {
            return Optional.empty();
        }
    }

    /** Lets the root go. Nobody may be using it any more; streams that were opened through it stay good. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            kernel.close(handle);
        }
    }

    private static Listed.Entries entries(Path folder, int maxEntries) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                if (names.size() == maxEntries) {
                    Collections.sort(names);
                    return new Listed.Entries(names, true);
                }
                names.add(entry.getFileName().toString());
            }
        }
        Collections.sort(names);
        return new Listed.Entries(names, false);
    }

    private Pin pinned(String path) throws Refusal {
        if (closed) {
            throw new IllegalStateException("the root is closed");
        }
        if (path.length() > MAX_PATH_CHARS) {
            throw new Refusal(new Unreadable.BadPath("path longer than " + MAX_PATH_CHARS + " characters"));
        }
        if (path.indexOf('\0') >= 0) {
            throw new Refusal(new Unreadable.BadPath("not a legal path"));
        }
        seam.between(Step.RESOLVING);
        int found = -OpenInRoot.AGAIN;
        for (int i = 0; i < TRIES && found == -OpenInRoot.AGAIN; i++) {
            found = kernel.below(handle, path);
        }
        if (found < 0) {
            throw new Refusal(why(-found));
        }
        seam.between(Step.LOOKING);
        return new Pin(path, found);
    }

    private static Unreadable why(int error) {
        return switch (error) {
            case OpenInRoot.NO_ENTRY, OpenInRoot.NOT_A_FOLDER -> new Unreadable.Missing();
            case OpenInRoot.ACCESS, OpenInRoot.PERMISSION -> new Unreadable.Denied();
            case OpenInRoot.LOOP ->
                new Unreadable.BadPath("more than 40 symbolic links, or one that leads out of the root");
            case OpenInRoot.NAME_TOO_LONG -> new Unreadable.BadPath("a name or the path is too long");
            case OpenInRoot.AGAIN -> new Unreadable.Failed("its folders change all the time");
            default -> new Unreadable.Failed("cannot be opened: error " + error);
        };
    }

    /** What was found at a path, held fast: whatever happens to the path, this stays the same file. */
    private final class Pin implements AutoCloseable {

        private final String asked;
        private final int pinned;

        Pin(String asked, int pinned) {
            this.asked = asked;
            this.pinned = pinned;
        }

        Path path() {
            return Path.of(PINS + pinned);
        }

        FileInfo info() throws IOException {
            BasicFileAttributes found = Files.readAttributes(path(), BasicFileAttributes.class);
            int owner = Files.getAttribute(path(), "unix:uid") instanceof Integer uid ? uid : -1;
            return new FileInfo(
                    asked,
                    realPath(),
                    Descent.kind(found),
                    found.size(),
                    found.lastModifiedTime().toInstant(),
                    owner);
        }

        /** As the kernel names the pin; a file that was taken away meanwhile keeps the path that was asked for. */
        private String realPath() throws IOException {
            Path told = Files.readSymbolicLink(path());
            if (!told.isAbsolute() || !told.startsWith(root)) {
                return asked;
            }
            String inside = root.relativize(told).toString();
            return "/" + inside;
        }

        @Override
        public void close() {
            kernel.close(pinned);
        }
    }

    /** A moment at which somebody else could act. */
    enum Step {
        RESOLVING,
        LOOKING,
        OPENING
    }

    /** Where a test acts as somebody else. */
    interface Seam {
        void between(Step next);
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
