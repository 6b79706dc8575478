package dev.watchword.image.tar;

/** What an entry of a tar archive is. */
public enum TarKind {
    REGULAR,
    /** A regular file that stores only parts of its content; the holes between them are not in the archive. */
    SPARSE,
    FOLDER,
    SYMBOLIC_LINK,
    /** Another name of an entry that came before. */
    HARD_LINK,
    /** A device, FIFO, or a type that nobody knows. */
    SPECIAL
}
