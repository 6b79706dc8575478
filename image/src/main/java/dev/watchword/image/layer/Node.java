package dev.watchword.image.layer;

import dev.watchword.rootfs.FileKind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One name in the tree that a stack of layers shows. */
final class Node {

    private static final int FEW = 4;

    final String name;
    final @Nullable Node parent;

    /** The file behind the name; nothing for a folder that no layer names itself. */
    @Nullable
    Inode inode;

    /** The last layer that wrote this or anything below it. */
    int touched;

    private @Nullable Map<String, Node> children;

    Node(String name, @Nullable Node parent, @Nullable Inode inode, int touched) {
        this.name = name;
        this.parent = parent;
        this.inode = inode;
        this.touched = touched;
    }

    FileKind kind() {
        return inode == null ? FileKind.FOLDER : inode.kind();
    }

    boolean isFolder() {
        return kind() == FileKind.FOLDER;
    }

    Map<String, Node> children() {
        return children == null ? Map.of() : children;
    }

    @Nullable
    Node child(String childName) {
        return children == null ? null : children.get(childName);
    }

    void put(Node child) {
        if (children == null) {
            children = new HashMap<>(FEW);
        }
        children.put(child.name, child);
    }

    void remove(String childName) {
        if (children != null) {
            children.remove(childName);
        }
    }

    void removeAll() {
        children = null;
    }

    /** The path inside the root, {@code /} for the root. */
    String path() {
        if (parent == null) {
            return "/";
        }
        StringBuilder path = new StringBuilder();
        for (Node node = this; node != null && node.parent != null; node = node.parent) {
            path.insert(0, "/" + node.name);
        }
        return path.toString();
    }
}
