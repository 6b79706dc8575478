package dev.watchword.agent.machine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The agent's own durable files, flat and small. A name has letters, digits, dots and dashes, up to 128 of them, and does not begin with a
 * dot. Safe for use by many threads; of two writers of one name the last one stays.
 */
public interface Disk {

    /** The largest file that is kept or read, bytes. */
    int LARGEST = 16 << 20;

    /**
     * A file's content; empty when there is none.
     *
     * @throws IOException when it cannot be read, or is larger than {@link #LARGEST}
     */
    Optional<byte[]> read(String name) throws IOException;

    /**
     * Writes a file whole, in place of the former one. When this returns, the content outlives a loss of power; when it does not, the
     * file is the former one or the new one, never a part.
     *
     * @throws IOException when it could not be made durable; the file may then be either
     */
    void write(String name, byte[] content) throws IOException;

    /** Takes a file away, durably; none is no failure. */
    void delete(String name) throws IOException;

    /** The names that begin so, in order. */
    List<String> list(String prefix) throws IOException;
}
