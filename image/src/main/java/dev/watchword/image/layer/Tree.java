package dev.watchword.image.layer;

import dev.watchword.image.ImageLimits;
import dev.watchword.image.LimitReached;
import dev.watchword.image.tar.TarKind;
import dev.watchword.rootfs.FileKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tree of names that a stack of layers shows, built entry by entry as a runtime unpacks it: links in the folders above
 * an entry are followed inside the root, a name takes the place of what had it, and whiteouts remove what lower layers
 * brought but nothing of their own layer, whatever the order (OCI image specification, "Applying Changesets").
 */
final class Tree {

    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    /** What AUFS left for itself in old images. */
    private static final String AUFS = ".wh..wh.";

    /** Names looked at for one image at the most: entries can be made to cost as much as all before them together. */
    private static final long MAX_STEPS = 50_000_000;

    private final Node root = new Node("", null, null, 0);
    private final ImageLimits limits;
    private final Set<String> problems = new LinkedHashSet<>();
    private long steps;
    private int unnamed;

    Tree(ImageLimits limits) {
        this.limits = limits;
    }

    Node root() {
        return root;
    }

    /** Entries that could not take their place, each kind told once. */
    Set<String> problems() {
        return problems;
    }

    /** Whether the entry would hide a file or link that stands in the tree now. Says yes rather than no. */
    boolean hides(LayerEntry entry) throws LimitReached {
        int slash = entry.path().lastIndexOf('/');
        String name = entry.path().substring(slash + 1);
        Node folder = folder(slash < 0 ? "" : entry.path().substring(0, slash), -1);
        if (folder == null) {
            return false;
        }
        if (name.equals(OPAQUE)) {
            return holdsFiles(folder);
        }
        if (name.startsWith(AUFS)) {
            return false;
        }
        Node there = folder.child(name.startsWith(WHITEOUT) ? name.substring(WHITEOUT.length()) : name);
        if (there == null) {
            return false;
        }
        boolean staysFolder = there.isFolder() && entry.kind() == TarKind.FOLDER && !name.startsWith(WHITEOUT);
        return !staysFolder && holdsFiles(there);
    }

    private boolean holdsFiles(Node from) throws LimitReached {
        Deque<Node> ahead = new ArrayDeque<>(List.of(from));
        while (!ahead.isEmpty()) {
            step();
            Node node = ahead.pop();
            if (node.kind() == FileKind.REGULAR || node.kind() == FileKind.LINK) {
                return true;
            }
            ahead.addAll(node.children().values());
        }
        return false;
    }

    /**
     * Puts an entry in its place.
     *
     * @param layer the place of its layer in the stack, from 0
     */
    void apply(LayerEntry entry, int layer) throws LimitReached {
        if (entry.path().isEmpty()) {
            if (entry.kind() == TarKind.FOLDER) {
                root.inode = new Inode(layer, entry);
                root.touched = layer;
            }
            return;
        }
        int slash = entry.path().lastIndexOf('/');
        String folder = slash < 0 ? "" : entry.path().substring(0, slash);
        String name = entry.path().substring(slash + 1);
        if (name.startsWith(WHITEOUT)) {
            whiteout(folder, name, layer);
            return;
        }
        Node parent = folder(folder, layer);
        if (parent == null) {
            return;
        }
        Inode inode = entry.kind() == TarKind.HARD_LINK ? linked(entry) : new Inode(layer, entry);
        if (inode != null) {
            place(parent, name, inode, layer);
        }
    }

    private void place(Node parent, String name, Inode inode, int layer) {
        Node there = parent.child(name);
        if (there != null && there.isFolder() && inode.kind() == FileKind.FOLDER) {
            there.inode = inode;
            touch(there, layer);
            return;
        }
        Node node = new Node(name, parent, inode, layer);
        parent.put(node);
        touch(node, layer);
    }

    private static void touch(Node from, int layer) {
        for (Node node = from; node != null; node = node.parent) {
            node.touched = layer;
        }
    }

    private @Nullable Inode linked(LayerEntry entry) throws LimitReached {
        String target = cleaned(entry.link());
        int slash = target.lastIndexOf('/');
        Node folder = folder(slash < 0 ? "" : target.substring(0, slash), -1);
        Node there = folder == null ? null : folder.child(target.substring(slash + 1));
        if (there == null || there.inode == null || there.isFolder()) {
            problems.add("a hard link names a file that is not there: the entry is passed over");
            return null;
        }
        return there.inode;
    }

    private static String cleaned(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return String.join("/", names);
    }

    private void whiteout(String folder, String name, int layer) throws LimitReached {
        if (!name.equals(OPAQUE) && name.startsWith(AUFS)) {
            return;
        }
        String hidden = name.substring(WHITEOUT.length());
        if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
            problems.add("a whiteout names no file: the entry is passed over");
            return;
        }
        Node parent = folder(folder, -1);
        if (parent == null) {
            return;
        }
        if (name.equals(OPAQUE)) {
            removeBelow(parent, layer);
            return;
        }
        Node there = parent.child(hidden);
        if (there != null) {
            remove(parent, there, layer);
        }
    }

    private void remove(Node parent, Node node, int layer) throws LimitReached {
        step();
        if (node.touched < layer) {
            parent.remove(node.name);
            return;
        }
        removeBelow(node, layer);
    }

    /** Depth is bounded by that of paths, links to folders included: a folder is reached by one way only. */
    private void removeBelow(Node folder, int layer) throws LimitReached {
        for (Node child : List.copyOf(folder.children().values())) {
            remove(folder, child, layer);
        }
    }

    /**
     * The folder at a clean path, links followed.
     *
     * @param layer the layer for which missing folders are made, or -1 when none are
     * @return null when there is no such folder
     */
    private @Nullable Node folder(String path, int layer) throws LimitReached {
        Deque<String> ahead = new ArrayDeque<>();
        push(ahead, path);
        Node here = root;
        int links = 0;
        int depth = 0;
        while (!ahead.isEmpty()) {
            step();
            String name = ahead.pop();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                depth = here.parent == null ? 0 : depth - 1;
                here = here.parent == null ? here : here.parent;
                continue;
            }
            Node child = here.child(name);
            if (child == null) {
                if (layer < 0) {
                    return null;
                }
                if (++unnamed > limits.entries()) {
                    throw new LimitReached(
                            "entries", "more than " + limits.entries() + " folders that no layer names itself");
                }
                child = new Node(name, here, null, layer);
                here.put(child);
                touch(child, layer);
            }
            if (child.kind() == FileKind.LINK && child.inode != null) {
                String target = child.inode.entry().link();
                if (++links > limits.links() || ahead.size() > limits.depth() + limits.pathBytes()) {
                    tell(layer, "limit links: more than " + limits.links() + " links above an entry");
                    return null;
                }
                if (target.startsWith("/")) {
                    here = root;
                    depth = 0;
                }
                push(ahead, target);
                continue;
            }
            if (!child.isFolder()) {
                tell(layer, "an entry stands below a file");
                return null;
            }
            if (++depth > limits.depth()) {
                tell(layer, "limit depth: links lead more than " + limits.depth() + " folders deep");
                return null;
            }
            here = child;
        }
        return here;
    }

    private void step() throws LimitReached {
        if (++steps > MAX_STEPS) {
            throw new LimitReached("steps", "more than " + MAX_STEPS + " names looked at in one image");
        }
    }

    private void tell(int layer, String problem) {
        if (layer >= 0) {
            problems.add(problem + ": the entry is passed over");
        }
    }

    private static void push(Deque<String> ahead, String path) {
        String[] names = path.split("/", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            ahead.push(names[i]);
        }
    }
}
