package dev.watchword.hash.descrypt;

/** Which bit of DES (FIPS 46-3) goes where, for kernels that hold each bit by itself. Bits count from 0, the topmost first. */
public final class DesWiring {

    public static final int ROUNDS = DesTables.ROUNDS;

    /** Key bits that count: seven of each of eight bytes. */
    public static final int KEY_BITS = DesTables.KEY_BITS;

    /** Bits that go into the S-boxes of a round, six into each of eight. */
    public static final int EXPANDED_BITS = 48;

    private static final int SWAPPED = 24;

    private DesWiring() {}

    /** The key bit that is added to each input of the S-boxes: 48 for each round, round by round. */
    public static int[] roundKeyBits() {
        int[] bits = new int[ROUNDS * EXPANDED_BITS];
        for (int key = 0; key < KEY_BITS; key++) {
            for (int round = 0; round < ROUNDS; round++) {
                long made = DesTables.ROUND_KEYS_OF_BIT[ROUNDS * key + round];
                for (int i = 0; i < EXPANDED_BITS; i++) {
                    if ((made & DesTables.expandedBit(i)) != 0) {
                        bits[round * EXPANDED_BITS + i] = key;
                    }
                }
            }
        }
        return bits;
    }

    /**
     * The bit of a half that goes into each input of the S-boxes.
     *
     * @param saltBits bit {@code i}, counted from the lowest, swaps inputs {@code i} and {@code i + 24}
     */
    public static int[] expansion(int saltBits) {
        int[] sources = new int[EXPANDED_BITS];
        for (int i = 0; i < EXPANDED_BITS; i++) {
            boolean swapped = (saltBits >>> i % SWAPPED & 1) != 0;
            int input = swapped ? (i + SWAPPED) % EXPANDED_BITS : i;
            sources[i] = DesTables.sourceOfExpanded(input);
        }
        return sources;
    }

    /** Where the bit of the result stands before the final permutation: 0 to 31 in the left half, the others in the right. */
    public static int beforeFinalPermutation(int bit) {
        return DesTables.sourceOfFinal(bit) - 1;
    }
}
