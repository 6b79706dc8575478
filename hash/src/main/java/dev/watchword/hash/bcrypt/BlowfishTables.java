package dev.watchword.hash.bcrypt;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Blowfish before it has seen a key: 18 words of P and four boxes of 256 words. Schneier filled them with the
 * fractional bits of pi, one after another, so they are computed here instead of listed ("Description of a New
 * Variable-Length Key, 64-Bit Block Cipher (Blowfish)", 1993).
 */
final class BlowfishTables {

    static final int P_WORDS = 18;
    static final int S_WORDS = 4 * 256;

    private static final int FRACTION_BITS = Integer.SIZE * (P_WORDS + S_WORDS);

    /** Bits beyond the ones needed, for what the two truncated divisions lose. */
    private static final int GUARD_BITS = 64;

    private static final int[] WORDS = fractionOfPi();

    private BlowfishTables() {}

    /** A fresh copy of P. */
    static int[] p() {
        return Arrays.copyOf(WORDS, P_WORDS);
    }

    /** A fresh copy of the four boxes, one after another. */
    static int[] s() {
        return Arrays.copyOfRange(WORDS, P_WORDS, WORDS.length);
    }

    /** Machin's formula of 1706: pi = 16 arctan(1/5) - 4 arctan(1/239). */
    private static int[] fractionOfPi() {
        BigInteger pi = arcTangentOfInverse(5)
                .shiftLeft(4)
                .subtract(arcTangentOfInverse(239).shiftLeft(2));
        BigInteger fraction = pi.shiftRight(GUARD_BITS);
        int[] words = new int[P_WORDS + S_WORDS];
        for (int i = 0; i < words.length; i++) {
            words[i] =
                    fraction.shiftRight(FRACTION_BITS - Integer.SIZE * (i + 1)).intValue();
        }
        return words;
    }

    /** Gregory's series 1/x - 1/3x^3 + 1/5x^5 ..., as a fixed-point number. */
    private static BigInteger arcTangentOfInverse(int x) {
        int bits = FRACTION_BITS + GUARD_BITS;
        int terms = (int) (bits / (2 * Math.log(x) / Math.log(2))) + 1;
        Terms sum = Terms.sum(BigInteger.valueOf((long) x * x), 0, terms);
        BigInteger divisor = sum.odds.multiply(sum.power).multiply(BigInteger.valueOf(x));
        return sum.over.shiftLeft(bits).divide(divisor);
    }

    /**
     * The sum over some successive k of (-1)^k / ((2k + 1) s^(k - first)), as the fraction {@code over / (odds power)}.
     * Adding up halves of the series needs few products of big numbers, where term after term needs thousands of
     * divisions.
     *
     * @param odds the product of all 2k + 1
     * @param power s to the number of terms
     */
    private record Terms(BigInteger over, BigInteger odds, BigInteger power) {

        static Terms sum(BigInteger s, int from, int to) {
            if (to - from == 1) {
                BigInteger odd = BigInteger.valueOf(2L * from + 1);
                return new Terms((from & 1) == 0 ? s : s.negate(), odd, s);
            }
            int middle = (from + to) >>> 1;
            return sum(s, from, middle).followedBy(sum(s, middle, to));
        }

        private Terms followedBy(Terms next) {
            BigInteger sum = over.multiply(next.odds).multiply(next.power).add(next.over.multiply(odds));
            return new Terms(sum, odds.multiply(next.odds), power.multiply(next.power));
        }
    }
}
