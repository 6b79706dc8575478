package dev.watchword.server.auditlog;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A place where the lines are kept. Used by one thread at a time. */
interface Sink extends AutoCloseable {

    /** For messages. */
    String name();

    /** The last line that is kept. */
    Optional<Kept> last() throws IOException;

    /** Lines that are kept, in order, from this one on; at most {@code most}. */
    List<Kept> from(long seq, int most) throws IOException;

    /** Keeps these, which follow on the last; on disk when it returns. After a failure {@link #last} tells. */
    void append(List<Kept> lines) throws IOException;

    /** Fails when the place is not what it was, e.g. because a file was removed under it. */
    void check() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * A line that is kept somewhere.
     *
     * @param seq its number
     * @param text without the line feed
     */
    record Kept(long seq, String text) {}
}
