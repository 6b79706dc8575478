package dev.watchword.rootfs;

import java.util.List;
import java.util.Optional;

/**
 * A tree of files seen from its own root: this host, a mounted disk, a folder, an image. Paths are absolute
 * ({@code /etc/shadow}) and mean what a process inside that root would see: symbolic links are resolved inside the root
 * and never lead out of it. Every call is bounded; nothing is ever written. Safe for concurrent use.
 */
public interface RootFs extends AutoCloseable {

    /** What this root is, for a person: {@code /}, a folder's path, an image's name. */
    String name();

    /** Opens a regular file for one reading from its start. The caller closes the result's stream. */
    Opened open(String path, FileLimits limits);

    /** The entries of a folder, sorted by name, at most {@code maxEntries}. */
    Listed list(String path, int maxEntries);

    /** What stands at the path, links resolved, or why that cannot be said. */
    Stat stat(String path);

    /**
     * The text of the symbolic link at the path, which is not followed, where this root can tell: on a live machine {@code /proc}
     * says so where a process stands. Empty when there is none, or it cannot be read.
     */
    default Optional<String> link(String path) {
        return Optional.empty();
    }

    /**
     * The folder at the path as a root of its own, where this root can do that: links inside it stay inside it. Empty when no readable folder
     * stands there. The caller closes it; it outlives this root.
     */
    default Optional<RootFs> folder(String path) {
        return Optional.empty();
    }

    @Override
    default void close() {}

    /** What became of {@link #open}. */
    sealed interface Opened {
        /** The file, ready to be read within the limits. */
        record File(BoundedInput input, FileInfo info) implements Opened {}

        /** It was not opened. */
        record Refused(Unreadable why) implements Opened {}
    }

    /** What became of {@link #list}. */
    sealed interface Listed {
        /**
         * @param names entry names without their folder, sorted
         * @param cut whether there were more entries than asked for
         */
        record Entries(List<String> names, boolean cut) implements Listed {
            public Entries {
                names = List.copyOf(names);
            }
        }

        /** The folder was not read. */
        record Refused(Unreadable why) implements Listed {}
    }

    /** What became of {@link #stat}. */
    sealed interface Stat {
        /** Something stands there. */
        record Found(FileInfo info) implements Stat {}

        /** Nothing stands there, or it cannot be seen. */
        record Refused(Unreadable why) implements Stat {}
    }
}
