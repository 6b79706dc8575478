package dev.watchword.hash.pbkdf2;

/** PBKDF2 (RFC 8018, section 5.2) over an {@link Hmac} that holds the password as its key. */
public final class Pbkdf2 {

    private Pbkdf2() {}

    /**
     * Fills {@code length} bytes of {@code out} from {@code offset}.
     *
     * @param keyed keyed with the password, no message begun; so again afterwards
     * @param saltLength how many leading bytes of {@code salt} count
     * @param iterations 1 or more
     */
    public static void derive(
            Hmac keyed, byte[] salt, int saltLength, int iterations, byte[] out, int offset, int length) {
        byte[] block = new byte[keyed.bytes()];
        byte[] sum = new byte[keyed.bytes()];
        byte[] number = new byte[4];
        for (int done = 0, i = 1; done < length; done += sum.length, i++) {
            putBigEndian(number, i);
            keyed.update(salt, 0, saltLength).update(number).finish(block, 0);
            System.arraycopy(block, 0, sum, 0, sum.length);
            for (int k = 1; k < iterations; k++) {
                keyed.update(block).finish(block, 0);
                xor(sum, block);
            }
            System.arraycopy(sum, 0, out, offset + done, Math.min(sum.length, length - done));
        }
    }

    private static void putBigEndian(byte[] number, int i) {
        number[0] = (byte) (i >>> 24);
        number[1] = (byte) (i >>> 16);
        number[2] = (byte) (i >>> 8);
        number[3] = (byte) i;
    }

    private static void xor(byte[] sum, byte[] block) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= block[i];
        }
    }
}
