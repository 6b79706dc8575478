package dev.watchword.image.layer;

import dev.watchword.image.tar.TarKind;
import dev.watchword.rootfs.FileKind;

/**
 * A file of a stack of layers, whatever names it has.
 *
 * @param layer the place in the stack of the layer that brought it, from 0
 * @param entry how that layer tells it
 */
record Inode(int layer, LayerEntry entry) {

    FileKind kind() {
        return switch (entry.kind()) {
            case REGULAR, SPARSE -> FileKind.REGULAR;
            case FOLDER -> FileKind.FOLDER;
            case SYMBOLIC_LINK -> FileKind.LINK;
            case SPECIAL, HARD_LINK -> FileKind.SPECIAL;
        };
    }

    boolean isSparse() {
        return entry.kind() == TarKind.SPARSE;
    }
}
