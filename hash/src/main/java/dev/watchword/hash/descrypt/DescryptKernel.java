package dev.watchword.hash.descrypt;

import dev.watchword.candidate.Candidates;
import dev.watchword.hash.CryptText;
import dev.watchword.hash.HashKernel;
import dev.watchword.hash.Pairs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Encrypts a block of zeros 25 times with salted DES, the password being the key. */
final class DescryptKernel implements HashKernel {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int ENCRYPTIONS = 25;
    private static final int KEY_BYTES = 8;
    private static final int SALT_BITS = 12;

    private final long[] roundKeys = new long[DesTables.ROUNDS];

    @Override
    public void digest(Pairs pairs, byte[] digests) {
        for (int i = 0; i < pairs.size(); i++) {
            schedule(pairs.words(), i);
            LONG.set(digests, i * DescryptSettings.BLOCK_BYTES, encrypt(saltMask(pairs.salt(i)), roundKeys));
        }
        Arrays.fill(roundKeys, 0);
    }

    /** The round keys are linear in the key: those of its bits, added up. */
    private void schedule(Candidates words, int word) {
        Arrays.fill(roundKeys, 0);
        int length = Math.min(KEY_BYTES, words.length(word));
        for (int i = 0; i < length; i++) {
            int sevenBits = words.bytes()[words.offset(word) + i] & 0x7f;
            for (int bit = 0; bit < 7; bit++) {
                if ((sevenBits >>> (6 - bit) & 1) != 0) {
                    addRoundKeys(7 * i + bit);
                }
            }
        }
    }

    private void addRoundKeys(int keyBit) {
        for (int round = 0; round < DesTables.ROUNDS; round++) {
            roundKeys[round] ^= DesTables.ROUND_KEYS_OF_BIT[DesTables.ROUNDS * keyBit + round];
        }
    }

    /** Salt bit i, counted from the first char's lowest, swaps the expansion's bits i and i + 24. */
    private static long saltMask(byte[] salt) {
        int bits = CryptText.sextet((char) salt[0]) | CryptText.sextet((char) salt[1]) << 6;
        long mask = 0;
        for (int i = 0; i < SALT_BITS; i++) {
            mask |= (long) (bits >>> i & 1) << (23 - i);
        }
        return mask;
    }

    private static long encrypt(long saltMask, long[] keys) {
        long left = 0;
        long right = 0;
        for (int i = 0; i < ENCRYPTIONS; i++) {
            for (int round = 0; round < DesTables.ROUNDS; round += 2) {
                left ^= mix(right, keys[round], saltMask);
                right ^= mix(left, keys[round + 1], saltMask);
            }
            // Between two encryptions the final and initial permutations cancel out; the swap of halves stays.
            long swapped = left;
            left = right;
            right = swapped;
        }
        long block = ((long) DesTables.contract(left) << 32) | (DesTables.contract(right) & 0xffffffffL);
        return DesTables.finalPermutation(block);
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
}
