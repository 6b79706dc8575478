package dev.watchword.hash.scrypt;

/** BlockMix over Salsa20/8 of one hash. */
final class SalsaMixer implements SlotMixer {

    private static final int ROUNDS = 8;

    @Override
    public int hashes() {
        return 1;
    }

    @Override
    public void mix(long[][] memories, int in, int out, int r) {
        mix(memories[0], in, out, r);
    }

    @Override
    public void mixSum(long[][] memories, int in, int[] added, int out, int r) {
        long[] m = memories[0];
        int with = added[0];
        int slot = 2 * r * Salsa20.LONGS;
        for (int i = 0; i < slot; i++) {
            m[in + i] ^= m[with + i];
        }
        mix(m, in, out, r);
    }

    /** BlockMix of the slot at {@code in}, written to {@code out}: even blocks first, then the odd ones. */
    static void mix(long[] m, int in, int out, int r) {
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
}
