package dev.watchword.hashvector;

import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * The constants of SHA-2, computed as FIPS 180-4 defines them: the first bits behind the point of cube roots (4.2) and square
 * roots (5.3) of the first primes. SHA-256 takes 32 of the 64 bits that SHA-512 takes.
 */
final class Sha2Constants {

    static final int ROUNDS_256 = 64;
    static final int ROUNDS_512 = 80;

    private static final int STATE_WORDS = 8;
    private static final int[] PRIMES = IntStream.iterate(2, i -> i + 1)
            .filter(i -> BigInteger.valueOf(i).isProbablePrime(50))
            .limit(ROUNDS_512)
            .toArray();

    private Sha2Constants() {}

    static long[] rounds512() {
        return IntStream.of(PRIMES).mapToLong(Sha2Constants::cubeRoot).toArray();
    }

    static int[] rounds256() {
        return firstHalves(rounds512(), ROUNDS_256);
    }

    static long[] start512() {
        return IntStream.of(PRIMES)
                .limit(STATE_WORDS)
                .mapToLong(Sha2Constants::squareRoot)
                .toArray();
    }

    static int[] start256() {
        return firstHalves(start512(), STATE_WORDS);
    }

    private static int[] firstHalves(long[] words, int count) {
        return IntStream.range(0, count).map(i -> (int) (words[i] >>> 32)).toArray();
    }

    private static long squareRoot(int prime) {
        return BigInteger.valueOf(prime).shiftLeft(128).sqrt().longValue();
    }

    /** The root of prime * 2^192: one step of Newton's from the nearest double, which errs by some 2^15, leaves the whole part. */
    private static long cubeRoot(int prime) {
        BigInteger cube = BigInteger.valueOf(prime).shiftLeft(192);
        BigInteger root =
                BigInteger.valueOf((long) Math.scalb(Math.cbrt(prime), 58)).shiftLeft(6);
        BigInteger better =
                root.shiftLeft(1).add(cube.divide(root.multiply(root))).divide(BigInteger.valueOf(3));
        return (better.pow(3).compareTo(cube) <= 0 ? better : better.subtract(BigInteger.ONE)).longValue();
    }
}
