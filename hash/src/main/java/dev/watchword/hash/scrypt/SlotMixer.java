package dev.watchword.hash.scrypt;

/**
 * scrypt's BlockMix (RFC 7914, section 4) in the memories of several hashes at once. All have the same parameters, so they
 * mix the same slots, but for those that they choose. Places are in longs, words in the order of {@link Salsa20}. Belongs to
 * one thread at a time.
 */
public interface SlotMixer {

    /** How many hashes are mixed at once. */
    int hashes();

    /**
     * Writes the mixed slot at {@code in} to {@code out}, in each memory.
     *
     * @param memories as many as there are hashes
     * @param r half the blocks of a slot
     */
    void mix(long[][] memories, int in, int out, int r);

    /**
     * The same of the slot at {@code in} with another one added to it bit by bit. What was at {@code in} is undefined then.
     *
     * @param added where the other one is in each memory; not where {@code in} or {@code out} is
     */
    void mixSum(long[][] memories, int in, int[] added, int out, int r);
}
