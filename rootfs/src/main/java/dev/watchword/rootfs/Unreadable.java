package dev.watchword.rootfs;

/** Why a file or folder was not read, or not read to its end. */
public sealed interface Unreadable {

    /** One sentence for a person, without the file's content. */
    String reason();

    /** Nothing stands at the path. */
    record Missing() implements Unreadable {
        @Override
        public String reason() {
            return "no such file";
        }
    }

    /** This process may not read it. */
    record Denied() implements Unreadable {
        @Override
        public String reason() {
            return "permission denied";
        }
    }

    /** Something else stands there: a folder where a file is wanted, a FIFO, a device. */
    record WrongKind(FileKind found) implements Unreadable {
        @Override
        public String reason() {
            return "not a regular file: " + found.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** It is longer than the limits allow. */
    record TooLarge(long limitBytes) implements Unreadable {
        @Override
        public String reason() {
            return "larger than the limit of " + limitBytes + " bytes";
        }
    }

    /** The path itself is refused: too many links, too deep, too long, or not a legal path. */
    record BadPath(String why) implements Unreadable {
        @Override
        public String reason() {
            return why;
        }
    }

    /** The file system failed while reading. */
    record Failed(String why) implements Unreadable {
        @Override
        public String reason() {
            return why;
        }
    }
}
