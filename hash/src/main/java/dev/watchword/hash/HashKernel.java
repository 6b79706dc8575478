package dev.watchword.hash;

/**
 * Digests batches of (salt, candidate) pairs. It neither parses nor compares. A kernel belongs to one thread at a time
 * and may keep working memory between calls, which {@link #close()} gives back.
 */
public interface HashKernel extends AutoCloseable {

    /**
     * Writes the digest of pair {@code i} to {@code digests} at {@code i * pairs.settings().digestBytes()}, for every
     * pair of the batch.
     *
     * @param digests at least {@code pairs.size() * pairs.settings().digestBytes()} long
     */
    void digest(Pairs pairs, byte[] digests);

    /** How many pairs fill the kernel once: 1 for a scalar kernel. Batches of a multiple waste nothing. */
    default int lanes() {
        return 1;
    }

    /** Gives back working memory; the kernel is not used again. */
    @Override
    default void close() {}
}
