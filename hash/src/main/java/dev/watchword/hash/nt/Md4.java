package dev.watchword.hash.nt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** MD4 (RFC 1320) of short messages, for one thread. The JDK offers none. */
final class Md4 {

    static final int DIGEST_BYTES = 16;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int BLOCK_BYTES = 64;
    private static final int LENGTH_AT = BLOCK_BYTES - Long.BYTES;

    /** Square roots of 2 and 3, times 2^30. */
    private static final int ROUND_2 = 0x5a827999;

    private static final int ROUND_3 = 0x6ed9eba1;

    private final byte[] last = new byte[2 * BLOCK_BYTES];
    private int a;
    private int b;
    private int c;
    private int d;

    /** Writes the digest of the message's first {@code length} bytes to {@code digest} at {@code at}. */
    void digest(byte[] message, int length, byte[] digest, int at) {
        a = 0x67452301;
        b = 0xefcdab89;
        c = 0x98badcfe;
        d = 0x10325476;
        int whole = length / BLOCK_BYTES * BLOCK_BYTES;
        for (int offset = 0; offset < whole; offset += BLOCK_BYTES) {
            compress(message, offset);
        }
        int rest = length - whole;
        int padded = rest < LENGTH_AT ? BLOCK_BYTES : 2 * BLOCK_BYTES;
        Arrays.fill(last, (byte) 0);
        System.arraycopy(message, whole, last, 0, rest);
        last[rest] = (byte) 0x80;
        LONG.set(last, padded - Long.BYTES, 8L * length);
        for (int offset = 0; offset < padded; offset += BLOCK_BYTES) {
            compress(last, offset);
        }
        INT.set(digest, at, a);
        INT.set(digest, at + 4, b);
        INT.set(digest, at + 8, c);
        INT.set(digest, at + 12, d);
    }

    /** Forgets the last message. */
    void wipe() {
        Arrays.fill(last, (byte) 0);
    }

    private void compress(byte[] from, int offset) {
        int a0 = a;
        int b0 = b;
        int c0 = c;
        int d0 = d;
        for (int i = 0; i < 16; i += 4) {
            a = first(a, b, c, d, word(from, offset, i), 3);
            d = first(d, a, b, c, word(from, offset, i + 1), 7);
            c = first(c, d, a, b, word(from, offset, i + 2), 11);
            b = first(b, c, d, a, word(from, offset, i + 3), 19);
        }
        for (int i = 0; i < 4; i++) {
            a = second(a, b, c, d, word(from, offset, i), 3);
            d = second(d, a, b, c, word(from, offset, i + 4), 5);
            c = second(c, d, a, b, word(from, offset, i + 8), 9);
            b = second(b, c, d, a, word(from, offset, i + 12), 13);
        }
        for (int i = 0; i < 4; i++) {
            int k = ((i & 1) << 1) | (i >> 1);
            a = third(a, b, c, d, word(from, offset, k), 3);
            d = third(d, a, b, c, word(from, offset, k + 8), 9);
            c = third(c, d, a, b, word(from, offset, k + 4), 11);
            b = third(b, c, d, a, word(from, offset, k + 12), 15);
        }
        a += a0;
        b += b0;
        c += c0;
        d += d0;
    }

    private static int word(byte[] from, int offset, int i) {
        return (int) INT.get(from, offset + Integer.BYTES * i);
    }

    private static int first(int a, int b, int c, int d, int word, int turn) {
        return Integer.rotateLeft(a + ((b & c) | (~b & d)) + word, turn);
    }

    private static int second(int a, int b, int c, int d, int word, int turn) {
        return Integer.rotateLeft(a + ((b & c) | (b & d) | (c & d)) + word + ROUND_2, turn);
    }

    private static int third(int a, int b, int c, int d, int word, int turn) {
        return Integer.rotateLeft(a + (b ^ c ^ d) + word + ROUND_3, turn);
    }
}
