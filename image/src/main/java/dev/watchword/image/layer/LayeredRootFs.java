package dev.watchword.image.layer;

import dev.watchword.image.Layer;
import dev.watchword.rootfs.BoundedInput;
import dev.watchword.rootfs.FileInfo;
import dev.watchword.rootfs.FileKind;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import dev.watchword.rootfs.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a stack of layers shows, as a root file system. Paths mean what a process in a container of the image would see.
 * It is valid while its stack is looked at, and belongs to that thread.
 */
public final class LayeredRootFs implements RootFs {

    /** Links resolved in one path at the most, as Linux has it. */
    static final int MAX_LINKS = 40;

    private static final int MAX_PATH_CHARS = 4096;
    private static final int MAX_NAME_CHARS = 255;

    private final String name;
    private final Tree tree;
    private final Contents contents;
    private final long mostFileBytes;

    /** Gives the bytes of files. */
    interface Contents {

        /** The bytes of a regular file from its start; a long one is not read at once. */
        InputStream open(Inode file) throws IOException;

        Layer layer(int place);
    }

    LayeredRootFs(String name, Tree tree, Contents contents, long mostFileBytes) {
        this.name = name;
        this.mostFileBytes = mostFileBytes;
        this.tree = tree;
        this.contents = contents;
    }

    @Override
    public String name() {
        return name;
    }

    /** The layer that brought what stands at the path, links followed; nothing when no layer names it. */
    public Optional<Layer> layerOf(String path) {
        try {
            return Optional.ofNullable(walk(path).inode).map(inode -> contents.layer(inode.layer()));
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }

    @Override
    public Opened open(String path, FileLimits limits) {
        try {
            Node node = walk(path);
            Inode inode = node.inode;
            if (inode == null || inode.kind() != FileKind.REGULAR) {
                return new Opened.Refused(new Unreadable.WrongKind(node.kind()));
            }
            if (inode.isSparse()) {
                return new Opened.Refused(
                        new Unreadable.Failed("stored with holes (a sparse tar entry), which is not read"));
            }
            FileLimits both = new FileLimits(Math.min(limits.maxBytes(), mostFileBytes), limits.maxLineBytes());
            return new Opened.File(new BoundedInput(contents.open(inode), both), info(path, node));
        } catch (Refusal refusal) {
            return new Opened.Refused(refusal.why);
        } catch (IOException failure) {
            return new Opened.Refused(new Unreadable.Failed(dev.watchword.image.ImageFailure.reasonOf(failure)));
        }
    }

    @Override
    public Listed list(String path, int maxEntries) {
        try {
            Node node = walk(path);
            if (!node.isFolder()) {
                return new Listed.Refused(new Unreadable.WrongKind(node.kind()));
            }
            List<String> names = new ArrayList<>(node.children().keySet());
            Collections.sort(names);
            boolean cut = names.size() > maxEntries;
            return new Listed.Entries(cut ? names.subList(0, maxEntries) : names, cut);
        } catch (Refusal refusal) {
            return new Listed.Refused(refusal.why);
        }
    }

    @Override
    public Stat stat(String path) {
        try {
            return new Stat.Found(info(path, walk(path)));
        } catch (Refusal refusal) {
            return new Stat.Refused(refusal.why);
        }
    }

    private static FileInfo info(String path, Node node) {
        Inode inode = node.inode;
        if (inode == null) {
            return new FileInfo(path, node.path(), FileKind.FOLDER, 0, Instant.EPOCH, -1);
        }
        LayerEntry entry = inode.entry();
        return new FileInfo(path, node.path(), node.kind(), entry.size(), modified(entry.modified()), entry.uid());
    }

    private static Instant modified(long seconds) {
        return Instant.ofEpochSecond(Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()));
    }

    private Node walk(String path) throws Refusal {
        Deque<String> ahead = new ArrayDeque<>();
        push(ahead, path);
        Node here = tree.root();
        int links = 0;
        while (!ahead.isEmpty()) {
            String component = ahead.pop();
            if (component.isEmpty() || component.equals(".")) {
                continue;
            }
            if (component.equals("..")) {
                here = here.parent == null ? here : here.parent;
                continue;
            }
            check(component);
            Node child = here.child(component);
            if (child == null) {
                throw new Refusal(new Unreadable.Missing());
            }
            if (child.kind() == FileKind.LINK && child.inode != null) {
                if (++links > MAX_LINKS) {
                    throw new Refusal(new Unreadable.BadPath("more than " + MAX_LINKS + " symbolic links"));
                }
                String target = child.inode.entry().link();
                if (target.startsWith("/")) {
                    here = tree.root();
                }
                push(ahead, target);
                continue;
            }
            if (!ahead.isEmpty() && !child.isFolder()) {
                throw new Refusal(new Unreadable.Missing());
            }
            here = child;
        }
        return here;
    }

    private static void check(String component) throws Refusal {
        if (component.length() > MAX_NAME_CHARS) {
            throw new Refusal(new Unreadable.BadPath("name longer than " + MAX_NAME_CHARS + " characters"));
        }
        if (component.indexOf('\0') >= 0) {
            throw new Refusal(new Unreadable.BadPath("not a legal path"));
        }
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

    /** Ends a walk; never leaves this class. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Unreadable why;

        Refusal(Unreadable why) {
            super(why.reason(), null, false, false);
            this.why = why;
        }
    }
}
