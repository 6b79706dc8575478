package dev.watchword.hashvector;

import dev.watchword.hash.descrypt.DesWiring;
import java.util.Arrays;
import jdk.incubator.vector.LongVector;

/**
 * DES with a salt (FIPS 46-3, crypt(3)) under many keys at once: a vector holds one bit of each block or key, so permutations
 * cost nothing, S-boxes are circuits, and a salt changes which bits the first gates read. Belongs to one thread at a time.
 */
final class DesLanes {

    private static final int WIDTH = LongVector.SPECIES_PREFERRED.length();

    /** How many keys are used together. */
    static final int LANES = WIDTH * Long.SIZE;

    private static final int HALF_BITS = 32;

    private final long[] keys = new long[DesWiring.KEY_BITS * WIDTH];
    private final int[] schedule = DesWiring.roundKeyBits();
    private final int[] expansion = new int[DesWiring.EXPANDED_BITS];
    private final long[] rows = new long[Long.SIZE];
    private long[] left = new long[HALF_BITS * WIDTH];
    private long[] right = new long[HALF_BITS * WIDTH];

    DesLanes() {
        for (int i = 0; i < schedule.length; i++) {
            schedule[i] *= WIDTH;
        }
    }

    /**
     * Encrypts a block of zeros so often under each key.
     *
     * @param keyRows a key in the upper 56 bits for each lane; overwritten by the encrypted blocks
     * @param saltBits the salt, its first char's bits the lowest
     */
    void encryptZeros(long[] keyRows, int times, int saltBits) {
        takeKeys(keyRows);
        int[] salted = DesWiring.expansion(saltBits);
        for (int i = 0; i < salted.length; i++) {
            expansion[i] = salted[i] * WIDTH;
        }
        Arrays.fill(left, 0);
        Arrays.fill(right, 0);
        for (int i = 0; i < times; i++) {
            for (int round = 0; round < DesWiring.ROUNDS; round += 2) {
                mix(right, round * DesWiring.EXPANDED_BITS, left);
                mix(left, (round + 1) * DesWiring.EXPANDED_BITS, right);
            }
            // Between two encryptions the final and initial permutations cancel out; the swap of halves stays.
            long[] swapped = left;
            left = right;
            right = swapped;
        }
        giveBlocks(keyRows);
    }

    private void mix(long[] half, int round, long[] other) {
        FirstDesBoxLanes.s1(half, expansion, keys, schedule, round, other);
        FirstDesBoxLanes.s2(half, expansion, keys, schedule, round, other);
        FirstDesBoxLanes.s3(half, expansion, keys, schedule, round, other);
        FirstDesBoxLanes.s4(half, expansion, keys, schedule, round, other);
        LastDesBoxLanes.s5(half, expansion, keys, schedule, round, other);
        LastDesBoxLanes.s6(half, expansion, keys, schedule, round, other);
        LastDesBoxLanes.s7(half, expansion, keys, schedule, round, other);
        LastDesBoxLanes.s8(half, expansion, keys, schedule, round, other);
    }

    private void takeKeys(long[] keyRows) {
        for (int word = 0; word < WIDTH; word++) {
            System.arraycopy(keyRows, word * Long.SIZE, rows, 0, Long.SIZE);
            transpose(rows);
            for (int bit = 0; bit < DesWiring.KEY_BITS; bit++) {
                keys[bit * WIDTH + word] = rows[bit];
            }
        }
    }

    private void giveBlocks(long[] blocks) {
        for (int word = 0; word < WIDTH; word++) {
            for (int bit = 0; bit < Long.SIZE; bit++) {
                int source = DesWiring.beforeFinalPermutation(bit);
                long[] half = source < HALF_BITS ? left : right;
                rows[bit] = half[source % HALF_BITS * WIDTH + word];
            }
            transpose(rows);
            System.arraycopy(rows, 0, blocks, word * Long.SIZE, Long.SIZE);
        }
    }

    /**
     * Turns rows of 64 bits into columns, the topmost bit of a row being its first: squares of half the size change places
     * across the diagonal, then those within them.
     */
    private static void transpose(long[] square) {
        long low = 0xffffffffL;
        for (int size = Long.SIZE / 2; size > 0; size /= 2) {
            for (int corner = 0; corner < Long.SIZE; corner += 2 * size) {
                for (int row = corner; row < corner + size; row++) {
                    long swapped = (square[row] ^ square[row + size] >>> size) & low;
                    square[row] ^= swapped;
                    square[row + size] ^= swapped << size;
                }
            }
            low ^= low << size / 2;
        }
    }

    /** Forgets the keys. */
    void wipe() {
        Arrays.fill(keys, 0);
        Arrays.fill(rows, 0);
    }
}
