package dev.watchword.hashvector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** SHA-512. */
final class BlockDigests64 implements BlockDigests {

    private static final int BLOCK_WORDS = Sha512Lanes.BLOCK_WORDS;
    private static final int WORD_BYTES = Long.BYTES;
    private static final int BLOCK_BYTES = BLOCK_WORDS * WORD_BYTES;
    private static final int LENGTH_BYTES = 2 * WORD_BYTES;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int LANES = Sha512Lanes.LANES;
    private static final int LENGTH_WORD = BLOCK_WORDS - 1;
    private final long[] start;
    private final long[] state;
    private final long[] schedule;

    BlockDigests64() {
        long[] words = Sha2Constants.start512();
        start = new long[words.length * LANES];
        for (int i = 0; i < start.length; i++) {
            start[i] = words[i / LANES];
        }
        state = new long[start.length];
        schedule = new long[Sha512Lanes.SCHEDULE];
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public int longest() {
        return BLOCK_BYTES - LENGTH_BYTES - 1;
    }

    @Override
    public void clear() {
        Arrays.fill(schedule, 0, BLOCK_WORDS * LANES, 0);
    }

    @Override
    public void put(int lane, byte[] message, int length) {
        int words = length / WORD_BYTES + 1;
        Arrays.fill(message, length, words * WORD_BYTES, (byte) 0);
        message[length] = (byte) 0x80;
        for (int i = 0; i < words; i++) {
            schedule[i * LANES + lane] = (long) WORDS.get(message, i * WORD_BYTES);
        }
        schedule[LENGTH_WORD * LANES + lane] = (long) length * Byte.SIZE;
    }

    @Override
    public void digest(int times) {
        compress();
        for (int i = 1; i < times; i++) {
            System.arraycopy(state, 0, schedule, 0, state.length);
            if (i == 1) {
                pad();
            }
            compress();
        }
    }

    private void compress() {
        Sha512Lanes.compress(start, state, schedule);
    }

    /** What stands behind a digest that is digested; no compression overwrites it. */
    private void pad() {
        Arrays.fill(schedule, state.length, BLOCK_WORDS * LANES, 0);
        Arrays.fill(schedule, state.length, state.length + LANES, Long.MIN_VALUE);
        Arrays.fill(schedule, LENGTH_WORD * LANES, (LENGTH_WORD + 1) * LANES, (long) state.length / LANES * Long.SIZE);
    }

    @Override
    public void take(int lane, byte[] digests, int offset) {
        for (int i = 0; i < state.length / LANES; i++) {
            WORDS.set(digests, offset + i * WORD_BYTES, state[i * LANES + lane]);
        }
    }

    @Override
    public void wipe() {
        Arrays.fill(state, 0);
        Arrays.fill(schedule, 0);
    }
}
