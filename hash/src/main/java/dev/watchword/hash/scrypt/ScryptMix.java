package dev.watchword.hash.scrypt;

/**
 * scrypt's memory-hard mixing (RFC 7914, section 5): the two loops of ROMix. Memory is a row of slots of {@code 16 r} longs,
 * their words in the order of {@link Salsa20}.
 */
public final class ScryptMix {

    private final SlotMixer mixer;
    private final int[] chosen;

    /** The mixing of as many hashes at once as the mixer takes. Belongs to one thread at a time. */
    ScryptMix(SlotMixer mixer) {
        this.mixer = mixer;
        this.chosen = new int[mixer.hashes()];
    }

    /** The scalar mixing of one hash. */
    public static ScryptMix ofOne() {
        return new ScryptMix(new SalsaMixer());
    }

    /** How many hashes are mixed at once. */
    int hashes() {
        return mixer.hashes();
    }

    /**
     * ROMix of the block of {@code 128 r} bytes at {@code at} of each hash.
     *
     * @param n how many blocks of memory are filled, a power of two
     * @param loops how many of them are read again, an even number; {@code n} in scrypt proper
     * @param memories {@code n + 2} slots of each hash
     */
    public void mix(byte[][] blocks, int at, int r, int n, long loops, long[][] memories) {
        int slot = 2 * r * Salsa20.LONGS;
        for (int hash = 0; hash < blocks.length; hash++) {
            Salsa20.load(blocks[hash], at, memories[hash], 0, 2 * r);
        }
        for (int i = 0; i < n; i++) {
            mixer.mix(memories, i * slot, i * slot + slot, r);
        }
        int x = n * slot;
        int y = x + slot;
        for (long i = 0; i < loops; i += 2) {
            choose(memories, x, slot, n);
            mixer.mixSum(memories, x, chosen, y, r);
            choose(memories, y, slot, n);
            mixer.mixSum(memories, y, chosen, x, r);
        }
        for (int hash = 0; hash < blocks.length; hash++) {
            Salsa20.store(memories[hash], x, blocks[hash], at, 2 * r);
        }
    }

    /** Fills slots 1 to {@code n} of one hash, each with the mixed slot before it. */
    public static void fill(long[] memory, int r, int n) {
        int slot = 2 * r * Salsa20.LONGS;
        for (int i = 0; i < n; i++) {
            SalsaMixer.mix(memory, i * slot, i * slot + slot, r);
        }
    }

    private void choose(long[][] memories, int x, int slot, int n) {
        for (int hash = 0; hash < memories.length; hash++) {
            chosen[hash] = ((int) memories[hash][x + slot - Salsa20.LONGS] & n - 1) * slot;
        }
    }
}
