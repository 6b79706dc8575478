package dev.watchword.hash.descrypt;

import dev.watchword.hash.CryptText;
import java.util.Arrays;

/** DES under a key of password bytes, its expansion changed by a salt. Belongs to one thread at a time. */
final class SaltedDes {

    static final int KEY_BYTES = 8;

    private static final int SALT_BITS = 24;
    private static final int CHARS_OF_A_BLOCK = 11;

    private final long[] roundKeys = new long[DesTables.ROUNDS];

    /** Takes seven bits of each of at most eight bytes as the key; fewer bytes are filled up with zeros. */
    void key(byte[] bytes, int offset, int length) {
        Arrays.fill(roundKeys, 0);
        for (int i = 0; i < Math.min(KEY_BYTES, length); i++) {
            addKeyByte(i, bytes[offset + i] & 0x7f);
        }
    }

    /** Takes the upper seven bits of each byte of a block as the key. */
    void key(long block) {
        Arrays.fill(roundKeys, 0);
        for (int i = 0; i < KEY_BYTES; i++) {
            addKeyByte(i, (int) (block >>> (57 - 8 * i)) & 0x7f);
        }
    }

    /** The round keys are linear in the key: those of its bits, added up. */
    private void addKeyByte(int at, int sevenBits) {
        for (int bit = 0; bit < 7; bit++) {
            if ((sevenBits >>> (6 - bit) & 1) != 0) {
                int keyBit = 7 * at + bit;
                for (int round = 0; round < DesTables.ROUNDS; round++) {
                    roundKeys[round] ^= DesTables.ROUND_KEYS_OF_BIT[DesTables.ROUNDS * keyBit + round];
                }
            }
        }
    }

    /** The bits that salt chars stand for, the first char's the lowest. */
    static int saltBits(byte[] salt) {
        int bits = 0;
        for (int i = 0; i < salt.length; i++) {
            bits |= CryptText.sextet((char) salt[i]) << (6 * i);
        }
        return bits;
    }

    /** Salt bit i, counted from the lowest, swaps the expansion's bits i and i + 24. */
    private static long saltMask(int saltBits) {
        return Integer.toUnsignedLong(Integer.reverse(saltBits) >>> (Integer.SIZE - SALT_BITS));
    }

    /** Encrypts the block so often. */
    long encrypt(long block, int times, int saltBits) {
        long saltMask = saltMask(saltBits);
        long permuted = block == 0 ? 0 : DesTables.initialPermutation(block);
        long left = DesTables.expand((int) (permuted >>> 32));
        long right = DesTables.expand((int) permuted);
        for (int i = 0; i < times; i++) {
            for (int round = 0; round < DesTables.ROUNDS; round += 2) {
                left ^= mix(right, roundKeys[round], saltMask);
                right ^= mix(left, roundKeys[round + 1], saltMask);
            }
            // Between two encryptions the final and initial permutations cancel out; the swap of halves stays.
            long swapped = left;
            left = right;
            right = swapped;
        }
        long result = ((long) DesTables.contract(left) << 32) | (DesTables.contract(right) & 0xffffffffL);
        return DesTables.finalPermutation(result);
    }

    private static long mix(long half, long key, long saltMask) {
        long[] boxes = DesTables.BOXES;
        long swap = (half ^ half >>> 32) & saltMask;
        long in = half ^ swap ^ swap << 32 ^ key;
        return boxes[(int) (in >>> 50) & 63]
                ^ boxes[64 + ((int) (in >>> 44) & 63)]
                ^ boxes[128 + ((int) (in >>> 38) & 63)]
                ^ boxes[192 + ((int) (in >>> 32) & 63)]
                ^ boxes[256 + ((int) (in >>> 18) & 63)]
                ^ boxes[320 + ((int) (in >>> 12) & 63)]
                ^ boxes[384 + ((int) (in >>> 6) & 63)]
                ^ boxes[448 + ((int) in & 63)];
    }

    /** Whether eleven chars of {@code ./0-9A-Za-z} stand for a block: the last one has two bits that are never set. */
    static boolean isBlock(String printed) {
        return printed.length() == CHARS_OF_A_BLOCK
                && printed.chars().allMatch(c -> CryptText.sextet((char) c) >= 0)
                && (CryptText.sextet(printed.charAt(CHARS_OF_A_BLOCK - 1)) & 3) == 0;
    }

    /** The 64 bits that eleven chars stand for, the most significant first, with two zero bits at the end. */
    static long block(String printed) {
        long block = 0;
        for (int i = 0; i < CHARS_OF_A_BLOCK - 1; i++) {
            block = block << 6 | CryptText.sextet(printed.charAt(i));
        }
        return block << 4 | CryptText.sextet(printed.charAt(CHARS_OF_A_BLOCK - 1)) >> 2;
    }

    /** Forgets the key. */
    void wipe() {
        Arrays.fill(roundKeys, 0);
    }
}
