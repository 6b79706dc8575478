package dev.watchword.hashvector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** MD4, MD5, SHA-1 or SHA-256. */
final class BlockDigests32 implements BlockDigests {

    private static final int BLOCK_WORDS = Lanes32.BLOCK_WORDS;
    private static final int BLOCK_BYTES = Lanes32.BLOCK_BYTES;
    private static final int WORD_BYTES = Integer.BYTES;
    private static final int LENGTH_BYTES = 2 * WORD_BYTES;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final Lanes32 function;
    private final boolean lowestFirst;
    private final int lanes;
    private final int lengthWord;
    private final int ended;
    private final int[] start;
    private final int[] state;
    private final int[] schedule;

    BlockDigests32(Lanes32 function) {
        this.lowestFirst = function.order() == ByteOrder.LITTLE_ENDIAN;
        this.function = function;
        this.lanes = function.lanes();
        this.lengthWord = lowestFirst ? BLOCK_WORDS - 2 : BLOCK_WORDS - 1;
        this.ended = lowestFirst ? 0x80 : Integer.MIN_VALUE;
        this.start = function.start();
        this.state = new int[start.length];
        this.schedule = new int[function.schedule()];
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public int longest() {
        return BLOCK_BYTES - LENGTH_BYTES - 1;
    }

    @Override
    public void clear() {
        Arrays.fill(schedule, 0, BLOCK_WORDS * lanes, 0);
    }

    @Override
    public void put(int lane, byte[] message, int length) {
        int words = length / WORD_BYTES + 1;
        Arrays.fill(message, length, words * WORD_BYTES, (byte) 0);
        message[length] = (byte) 0x80;
        for (int i = 0; i < words; i++) {
            schedule[i * lanes + lane] = ordered((int) WORDS.get(message, i * WORD_BYTES));
        }
        schedule[lengthWord * lanes + lane] = length * Byte.SIZE;
    }

    private int ordered(int word) {
        return lowestFirst ? Integer.reverseBytes(word) : word;
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
        function.compress(start, state, schedule);
    }

    /** What stands behind a digest that is digested; no compression overwrites it. */
    private void pad() {
        Arrays.fill(schedule, state.length, BLOCK_WORDS * lanes, 0);
        Arrays.fill(schedule, state.length, state.length + lanes, ended);
        Arrays.fill(schedule, lengthWord * lanes, (lengthWord + 1) * lanes, state.length / lanes * Integer.SIZE);
    }

    @Override
    public void take(int lane, byte[] digests, int offset) {
        for (int i = 0; i < state.length / lanes; i++) {
            WORDS.set(digests, offset + i * WORD_BYTES, ordered(state[i * lanes + lane]));
        }
    }

    @Override
    public void wipe() {
        Arrays.fill(state, 0);
        Arrays.fill(schedule, 0);
    }
}
