package dev.watchword.account.running;

import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.util.Optional;

/**
 * The root file system of processes that see other files than their machine does: of a container, or a chroot. What runs in there is
 * told by the machine's {@code /proc}.
 */
final class ProcessRoot implements RootFs {

    private final RootFs files;
    private final RootFs machine;
    private final View view;

    /**
     * What a process sees, as {@code /proc} writes it.
     *
     * @param namespace of its mounts
     * @param top its root, as seen from outside
     */
    record View(String namespace, String top) {

        /** Of a process of the machine; empty when it may not be looked at. */
        static Optional<View> of(RootFs machine, String process) {
            Optional<String> namespace = machine.link(process + "/ns/mnt");
            Optional<String> top = machine.link(process + "/root");
            return namespace.flatMap(one -> top.map(other -> new View(one, other)));
        }
    }

    /**
     * @param files the root itself, which is closed with this
     * @param machine on which the processes run
     */
    ProcessRoot(RootFs files, RootFs machine, View view) {
        this.files = files;
        this.machine = machine;
        this.view = view;
    }

    RootFs machine() {
        return machine;
    }

    /** Whether a process of the machine sees this root. */
    boolean holds(String process) {
        return View.of(machine, process).filter(view::equals).isPresent();
    }

    /** A path as the machine's {@code /proc} writes it, seen from inside. */
    String inside(String path) {
        return !view.top().equals("/") && path.startsWith(view.top() + "/")
                ? path.substring(view.top().length())
                : path;
    }

    @Override
    public String name() {
        return files.name();
    }

    @Override
    public Opened open(String path, FileLimits limits) {
        return files.open(path, limits);
    }

    @Override
    public Listed list(String path, int maxEntries) {
        return files.list(path, maxEntries);
    }

    @Override
    public Stat stat(String path) {
        return files.stat(path);
    }

    @Override
    public Optional<String> link(String path) {
        return files.link(path);
    }

    @Override
    public void close() {
        files.close();
    }
}
