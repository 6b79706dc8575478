package dev.watchword.hash.mariadb;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * The public key of Ed25519 (RFC 8032, section 5.1.5) for a secret that is already a number: what libraries hide behind
 * their own hashing of a secret of 32 bytes. The base point is taken 64 times from tables, once for each four bits of the
 * number. Points are in extended coordinates (X, Y, Z, T) with {@code XY = ZT}; field arithmetic is Bouncy Castle's.
 */
final class PublicKey {

    static final int BYTES = 32;

    /** A stored key: 32 bytes in base64 without padding. */
    static final int CHARS = 43;

    private static final int DIGITS = 64;

    /** The base point (RFC 8032, section 5.1). */
    private static final int[] BASE_X = field("216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a");

    private static final int[] BASE_Y = field("6666666666666666666666666666666666666666666666666666666666666658");

    /** d of the curve, doubled. */
    private static final int[] DOUBLE_D = field("2406d9dc56dffce7198e80f2eef3d13000e0149a8283b156ebd69b9426b2f159");

    /** {@code TABLE[16 i + k]} is the base point taken {@code k * 16^i} times. */
    private static final int[][][] TABLE = table();

    private PublicKey() {}

    /** The bytes of a stored key; empty when the text is not what the server prints of some 32 bytes. */
    static Optional<byte[]> read(String base64) {
        if (base64.length() != CHARS) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            String printed = Base64.getEncoder().withoutPadding().encodeToString(key);
            return printed.equals(base64) ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes the key of the secret number in the first 32 bytes, the lowest first; the bits that Ed25519 fixes are fixed
     * here.
     */
    static void write(byte[] number, byte[] out, int offset) {
        int[][] sum = neutral();
        for (int i = 0; i < DIGITS; i++) {
            int digit = fixed(number, i / 2) >>> 4 * (i & 1) & 15;
            // Adding the neutral point takes as long as adding another.
            sum = add(sum, TABLE[16 * i + digit]);
        }
        encode(sum, out, offset);
    }

    private static int fixed(byte[] number, int i) {
        int b = number[i] & 0xff;
        if (i == 0) {
            return b & 0xf8;
        }
        return i == BYTES - 1 ? b & 0x7f | 0x40 : b;
    }

    private static int[][] neutral() {
        int[] one = X25519Field.create();
        X25519Field.one(one);
        return new int[][] {X25519Field.create(), one, one, X25519Field.create()};
    }

    /** The sum of any two points of the curve (RFC 8032, section 5.1.4). */
    private static int[][] add(int[][] p, int[][] q) {
        int[] a = product(difference(p[1], p[0]), difference(q[1], q[0]));
        int[] b = product(sum(p[1], p[0]), sum(q[1], q[0]));
        int[] c = product(product(p[3], DOUBLE_D), q[3]);
        int[] zz = product(p[2], q[2]);
        int[] d = sum(zz, zz);
        int[] e = difference(b, a);
        int[] f = difference(d, c);
        int[] g = sum(d, c);
        int[] h = sum(b, a);
        return new int[][] {product(e, f), product(g, h), product(f, g), product(e, h)};
    }

    private static int[] sum(int[] x, int[] y) {
        int[] z = X25519Field.create();
        X25519Field.add(x, y, z);
        X25519Field.carry(z);
        return z;
    }

    private static int[] difference(int[] x, int[] y) {
        int[] z = X25519Field.create();
        X25519Field.sub(x, y, z);
        X25519Field.carry(z);
        return z;
    }

    private static int[] product(int[] x, int[] y) {
        int[] z = X25519Field.create();
        X25519Field.mul(x, y, z);
        return z;
    }

    /** Y, and the lowest bit of X above it. */
    private static void encode(int[][] point, byte[] out, int offset) {
        int[] inverse = X25519Field.create();
        X25519Field.inv(point[2], inverse);
        int[] x = product(point[0], inverse);
        int[] y = product(point[1], inverse);
        X25519Field.normalize(x);
        X25519Field.normalize(y);
        X25519Field.encode(y, out, offset);
        out[offset + BYTES - 1] |= (byte) ((x[0] & 1) << 7);
    }

    private static int[][][] table() {
        int[][] power = {BASE_X, BASE_Y, neutral()[2], product(BASE_X, BASE_Y)};
        int[][][] table = new int[16 * DIGITS][][];
        for (int i = 0; i < DIGITS; i++) {
            int[][] multiple = neutral();
            for (int k = 0; k < 16; k++) {
                table[16 * i + k] = multiple;
                multiple = add(multiple, power);
            }
            power = multiple;
        }
        return table;
    }

    /** A number of the field in hex digits, the highest first. */
    private static int[] field(String hex) {
        byte[] highestFirst = HexFormat.of().parseHex(hex);
        byte[] lowestFirst = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            lowestFirst[i] = highestFirst[BYTES - 1 - i];
        }
        int[] number = X25519Field.create();
        X25519Field.decode(lowestFirst, number);
        return number;
    }
}
