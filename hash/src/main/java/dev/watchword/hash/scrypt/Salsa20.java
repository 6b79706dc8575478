package dev.watchword.hash.scrypt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The Salsa20 core (Bernstein, "The Salsa20 core") on blocks of 64 bytes held as eight longs.
 *
 * <p>The sixteen words of a block do not stand in their natural order: place {@code i} holds word {@code 5 i mod 16}, the
 * low half of each long first. It is the order in which vector code works and in which yescrypt defines its block mixing,
 * so blocks are brought into it once and taken out of it once.
 */
public final class Salsa20 {

    /** Longs of one block. */
    public static final int LONGS = 8;

    private static final VarHandle LITTLE_ENDIAN_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Salsa20() {}

    /** Brings {@code blocks} blocks of 64 bytes into the order above. */
    public static void load(byte[] from, int at, long[] to, int toAt, int blocks) {
        for (int i = 0; i < blocks * LONGS; i++) {
            int block = at + i / LONGS * 64;
            long low = word(from, block, 2 * (i % LONGS)) & 0xffffffffL;
            long high = word(from, block, 2 * (i % LONGS) + 1);
            to[toAt + i] = high << 32 | low;
        }
    }

    /** The reverse of {@link #load}. */
    public static void store(long[] from, int at, byte[] to, int toAt, int blocks) {
        for (int i = 0; i < blocks * LONGS; i++) {
            int block = toAt + i / LONGS * 64;
            LITTLE_ENDIAN_INT.set(to, block + place(2 * (i % LONGS)), (int) from[at + i]);
            LITTLE_ENDIAN_INT.set(to, block + place(2 * (i % LONGS) + 1), (int) (from[at + i] >>> 32));
        }
    }

    private static int word(byte[] from, int block, int i) {
        return (int) LITTLE_ENDIAN_INT.get(from, block + place(i));
    }

    /** The byte offset of the word that stands at place {@code i}. */
    private static int place(int i) {
        return i * 5 % 16 * 4;
    }

    /** Replaces the block at {@code at} by its Salsa20 core of that many rounds (an even number). */
    public static void core(long[] m, int at, int rounds) {
        int x0 = (int) m[at];
        int x5 = (int) (m[at] >>> 32);
        int x10 = (int) m[at + 1];
        int x15 = (int) (m[at + 1] >>> 32);
        int x4 = (int) m[at + 2];
        int x9 = (int) (m[at + 2] >>> 32);
        int x14 = (int) m[at + 3];
        int x3 = (int) (m[at + 3] >>> 32);
        int x8 = (int) m[at + 4];
        int x13 = (int) (m[at + 4] >>> 32);
        int x2 = (int) m[at + 5];
        int x7 = (int) (m[at + 5] >>> 32);
        int x12 = (int) m[at + 6];
        int x1 = (int) (m[at + 6] >>> 32);
        int x6 = (int) m[at + 7];
        int x11 = (int) (m[at + 7] >>> 32);
        for (int i = 0; i < rounds; i += 2) {
            // Columns.
            x4 ^= Integer.rotateLeft(x0 + x12, 7);
            x9 ^= Integer.rotateLeft(x5 + x1, 7);
            x14 ^= Integer.rotateLeft(x10 + x6, 7);
            x3 ^= Integer.rotateLeft(x15 + x11, 7);
            x8 ^= Integer.rotateLeft(x4 + x0, 9);
            x13 ^= Integer.rotateLeft(x9 + x5, 9);
            x2 ^= Integer.rotateLeft(x14 + x10, 9);
            x7 ^= Integer.rotateLeft(x3 + x15, 9);
            x12 ^= Integer.rotateLeft(x8 + x4, 13);
            x1 ^= Integer.rotateLeft(x13 + x9, 13);
            x6 ^= Integer.rotateLeft(x2 + x14, 13);
            x11 ^= Integer.rotateLeft(x7 + x3, 13);
            x0 ^= Integer.rotateLeft(x12 + x8, 18);
            x5 ^= Integer.rotateLeft(x1 + x13, 18);
            x10 ^= Integer.rotateLeft(x6 + x2, 18);
            x15 ^= Integer.rotateLeft(x11 + x7, 18);
            // Rows.
            x1 ^= Integer.rotateLeft(x0 + x3, 7);
            x6 ^= Integer.rotateLeft(x5 + x4, 7);
            x11 ^= Integer.rotateLeft(x10 + x9, 7);
            x12 ^= Integer.rotateLeft(x15 + x14, 7);
            x2 ^= Integer.rotateLeft(x1 + x0, 9);
            x7 ^= Integer.rotateLeft(x6 + x5, 9);
            x8 ^= Integer.rotateLeft(x11 + x10, 9);
            x13 ^= Integer.rotateLeft(x12 + x15, 9);
            x3 ^= Integer.rotateLeft(x2 + x1, 13);
            x4 ^= Integer.rotateLeft(x7 + x6, 13);
            x9 ^= Integer.rotateLeft(x8 + x11, 13);
            x14 ^= Integer.rotateLeft(x13 + x12, 13);
            x0 ^= Integer.rotateLeft(x3 + x2, 18);
            x5 ^= Integer.rotateLeft(x4 + x7, 18);
            x10 ^= Integer.rotateLeft(x9 + x8, 18);
            x15 ^= Integer.rotateLeft(x14 + x13, 18);
        }
        m[at] = sum(m[at], x0, x5);
        m[at + 1] = sum(m[at + 1], x10, x15);
        m[at + 2] = sum(m[at + 2], x4, x9);
        m[at + 3] = sum(m[at + 3], x14, x3);
        m[at + 4] = sum(m[at + 4], x8, x13);
        m[at + 5] = sum(m[at + 5], x2, x7);
        m[at + 6] = sum(m[at + 6], x12, x1);
        m[at + 7] = sum(m[at + 7], x6, x11);
    }

    /** Both halves of a long plus a word each. */
    private static long sum(long halves, int low, int high) {
        return ((long) ((int) (halves >>> 32) + high) << 32) | (((int) halves + low) & 0xffffffffL);
    }
}
