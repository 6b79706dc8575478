package dev.watchword.hash.descrypt;

/**
 * DES (FIPS 46-3) as tables for crypt(3). Half a block is kept expanded: the 48 bits that come out of the expansion E,
 * the first 24 of them in bits 55..32 of a {@code long} and the last 24 in bits 23..0, the first bit always topmost.
 * The expansion only copies bits, so expanded halves may be XORed like plain ones; and crypt's salt, which swaps bit i
 * of the first 24 with bit i of the last 24, swaps equal places of the two words.
 */
final class DesTables {

    static final int ROUNDS = 16;

    /** Key bits that count: seven of each of eight bytes. */
    static final int KEY_BITS = 56;

    /** What box {@code b} adds to the other half for input {@code v}, at {@code 64 * b + v}, permuted and expanded. */
    static final long[] BOXES = boxes();

    /** The round keys that a single key bit makes: bit {@code i} of round {@code r} at {@code 16 * i + r}. */
    static final long[] ROUND_KEYS_OF_BIT = roundKeysOfBit();

    private static final int HALF_BITS = 32;

    private DesTables() {}

    /** S1 to S8, each four rows of sixteen hexadecimal digits. */
    private static String[] sBoxes() {
        return new String[] {
            "e4d12fb83a6c5907" + "0f74e2d1a6cb9538" + "41e8d62bfc973a50" + "fc8249175b3ea06d",
            "f18e6b34972dc05a" + "3d47f28ec01a69b5" + "0e7ba4d158c6932f" + "d8a13f42b67c05e9",
            "a09e63f51dc7b428" + "d709346a285ecbf1" + "d6498f30b12c5ae7" + "1ad069874fe3b52c",
            "7de3069a1285bc4f" + "d8b56f03472c1ae9" + "a690cb7df13e5284" + "3f06a1d8945bc72e",
            "2c417ab6853fd0e9" + "eb2c47d150fa3986" + "421bad78f9c5630e" + "b8c71e2d6f09a453",
            "c1af92680d34e75b" + "af427c9561de0b38" + "9ef528c3704a1db6" + "432c95fabe17608d",
            "4b2ef08d3c975a61" + "d0b7491ae35c2f86" + "14bdc37eaf680592" + "6bd814a7950fe23c",
            "d2846fb1a93e50c7" + "1fd8a374c56b0e92" + "7b419ce206adf358" + "21e74a8dfc90356b"
        };
    }

    /** Permutation P: the box output bit (from 1) that becomes each bit of the round's result. */
    private static int[] permutation() {
        return new int[] {
            16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10,
            2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25
        };
    }

    /** Permuted choice 1: key bits (from 1, every eighth is parity and unused) of the registers C and D. */
    private static int[] permutedChoice1() {
        return new int[] {
            57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
            63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4
        };
    }

    /** Permuted choice 2: register bits (from 1) of a round key. */
    private static int[] permutedChoice2() {
        return new int[] {
            14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
            41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32
        };
    }

    /** How far C and D have turned left before each round's key is taken. */
    private static int[] turns() {
        return new int[] {1, 2, 4, 6, 8, 10, 12, 14, 15, 17, 19, 21, 23, 25, 27, 28};
    }

    /** The place of the expansion's output bit {@code i} (from 0). */
    static long expandedBit(int i) {
        return i < 24 ? 1L << (HALF_BITS + 23 - i) : 1L << (47 - i);
    }

    private static long[] boxes() {
        long[] boxes = new long[8 * 64];
        String[] sBoxes = sBoxes();
        int[] permutation = permutation();
        for (int box = 0; box < 8; box++) {
            for (int input = 0; input < 64; input++) {
                int row = ((input >> 4) & 2) | (input & 1);
                int column = (input >> 1) & 15;
                int output = Character.digit(sBoxes[box].charAt(16 * row + column), 16);
                int half = output << (28 - 4 * box);
                int permuted = 0;
                for (int bit = 0; bit < HALF_BITS; bit++) {
                    permuted |= (half >>> (32 - permutation[bit]) & 1) << (31 - bit);
                }
                boxes[64 * box + input] = expand(permuted);
            }
        }
        return boxes;
    }

    /** Expansion E: eight groups of four bits, each with its two neighbour bits. */
    static long expand(int half) {
        long expanded = 0;
        for (int i = 0; i < 48; i++) {
            if ((half >>> (31 - sourceOfExpanded(i)) & 1) != 0) {
                expanded |= expandedBit(i);
            }
        }
        return expanded;
    }

    /** The bit of a half (from 0) that the expansion's output bit {@code i} (from 0) copies. */
    static int sourceOfExpanded(int i) {
        return Math.floorMod(4 * (i / 6) - 1 + i % 6, HALF_BITS);
    }

    /** The 32 bits behind an expanded half. */
    static int contract(long expanded) {
        int half = 0;
        for (int source = 0; source < HALF_BITS; source++) {
            int i = 6 * (source / 4) + 1 + source % 4;
            if ((expanded & expandedBit(i)) != 0) {
                half |= 1 << (31 - source);
            }
        }
        return half;
    }

    /** The final permutation (inverse of IP). */
    static long finalPermutation(long block) {
        long permuted = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            permuted |= (block >>> (64 - sourceOfFinal(bit)) & 1) << (63 - bit);
        }
        return permuted;
    }

    /** The initial permutation IP. */
    static long initialPermutation(long block) {
        long permuted = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            permuted |= (block >>> (63 - bit) & 1) << (64 - sourceOfFinal(bit));
        }
        return permuted;
    }

    /** The bit (from 1) that the final permutation brings to a place (from 0). */
    static int sourceOfFinal(int bit) {
        int column = bit % 8;
        return (column % 2 == 0 ? 40 + 4 * column : 8 + 4 * (column - 1)) - bit / 8;
    }

    private static long[] roundKeysOfBit() {
        long[] keys = new long[KEY_BITS * ROUNDS];
        int[] choice1 = permutedChoice1();
        int[] choice2 = permutedChoice2();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < 48; i++) {
                int register = choice2[i] - 1;
                int half = register / 28 * 28;
                int keyBit = choice1[half + (register - half + turns()[round]) % 28] - 1;
                int countedBit = keyBit / 8 * 7 + keyBit % 8;
                keys[ROUNDS * countedBit + round] |= expandedBit(i);
            }
        }
        return keys;
    }
}
