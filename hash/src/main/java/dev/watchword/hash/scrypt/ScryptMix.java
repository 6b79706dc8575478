package dev.watchword.hash.scrypt;

/**
 * scrypt's memory-hard mixing (RFC 7914, sections 4 and 5): BlockMix over Salsa20/8 and the two loops of ROMix. Memory is
 * a row of slots of {@code 16 r} longs, their words in the order of {@link Salsa20}.
 */
public final class ScryptMix {

    private static final int ROUNDS = 8;

    private ScryptMix() {}

    /**
     * ROMix of the block of {@code 128 r} bytes at {@code at}.
     *
     * @param n how many blocks of memory are filled, a power of two
     * @param loops how many of them are read again, an even number; {@code n} in scrypt proper
     * @param memory {@code n + 2} slots
     */
    public static void mix(byte[] block, int at, int r, int n, long loops, long[] memory) {
        int slot = 2 * r * Salsa20.LONGS;
        Salsa20.load(block, at, memory, 0, 2 * r);
        fill(memory, r, n);
        int x = n * slot;
        int y = x + slot;
        for (long i = 0; i < loops; i += 2) {
            blockMix(memory, x, chosen(memory, x, slot, n), y, r);
            blockMix(memory, y, chosen(memory, y, slot, n), x, r);
        }
        Salsa20.store(memory, x, block, at, 2 * r);
    }

    /** Fills slots 1 to {@code n}, each with the mixed slot before it. */
    public static void fill(long[] memory, int r, int n) {
        int slot = 2 * r * Salsa20.LONGS;
        for (int i = 0; i < n; i++) {
            blockMix(memory, i * slot, i * slot + slot, r);
        }
    }

    private static int chosen(long[] memory, int x, int slot, int n) {
        return ((int) memory[x + slot - Salsa20.LONGS] & n - 1) * slot;
    }

    /** BlockMix of the slot at {@code in}, written to {@code out}: even blocks first, then the odd ones. */
    private static void blockMix(long[] m, int in, int out, int r) {
        int before = in + (2 * r - 1) * Salsa20.LONGS;
        for (int i = 0; i < 2 * r; i++) {
            int from = in + i * Salsa20.LONGS;
            int to = out + (i / 2 + (i & 1) * r) * Salsa20.LONGS;
            for (int k = 0; k < Salsa20.LONGS; k++) {
                m[to + k] = m[before + k] ^ m[from + k];
            }
            Salsa20.core(m, to, ROUNDS);
            before = to;
        }
    }

    /** The same of the slots at {@code in} and {@code with} added bit by bit. */
    private static void blockMix(long[] m, int in, int with, int out, int r) {
        int slot = 2 * r * Salsa20.LONGS;
        for (int i = 0; i < slot; i++) {
            m[in + i] ^= m[with + i];
        }
        blockMix(m, in, out, r);
    }
}
