package dev.watchword.rootfs;

import java.util.Optional;

/** What comes next when a file is read line by line. */
public sealed interface Line {

    /**
     * A line.
     *
     * @param bytes its bytes as found, without the LF that ends it; NUL and CR bytes are kept; owned by the receiver
     * @param number its place in the file, from 1
     */
    record Text(byte[] bytes, int number) implements Line {}

    /**
     * A line longer than {@link FileLimits#maxLineBytes()}, passed over.
     *
     * @param number its place in the file, from 1
     */
    record TooLong(int number) implements Line {}

    /**
     * There are no more lines.
     *
     * @param why what ended the reading before the end of the file, empty when all of it was read
     */
    record End(Optional<Unreadable> why) implements Line {}
}
