package dev.watchword.rootfs;

/** What stands at a path. */
public enum FileKind {
    REGULAR,
    FOLDER,
    LINK,
    /** A FIFO, socket or device: never opened. */
    SPECIAL
}
