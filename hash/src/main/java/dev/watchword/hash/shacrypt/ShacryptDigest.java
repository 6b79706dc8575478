package dev.watchword.hash.shacrypt;

import dev.watchword.hash.BouncyCastleDigests;
import dev.watchword.hash.TransposedDigest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash function below SHA-crypt, with its mark and the order in which its bytes are printed. */
public enum ShacryptDigest {
    SHA256("$5$", "SHA-256", 32),
    SHA512("$6$", "SHA-512", 64),
    /** GB/T 32905, which the JDK does not have. */
    SM3("$sm3$", "SM3", 32);

    private final String mark;
    private final String algorithm;
    private final int bytes;

    ShacryptDigest(String mark, String algorithm, int bytes) {
        this.mark = mark;
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    /** What a crypt(3) text begins with. */
    public String mark() {
        return mark;
    }

    /** Length of the digest. */
    public int bytes() {
        return bytes;
    }

    /** The printed form of the digest. */
    public TransposedDigest printed() {
        return TransposedDigest.of(order(bytes));
    }

    MessageDigest newDigest() {
        if (this == SM3) {
            return BouncyCastleDigests.sm3();
        }
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /**
     * The specification lists the groups one by one. Each takes a byte of every third of the digest, and the thirds
     * change places from group to group: to the right for the digests of 32 bytes, to the left for SHA-512. What is left over at the
     * end makes a shorter group, the later byte first.
     */
    private static int[] order(int bytes) {
        int third = bytes / 3;
        int step = bytes == 32 ? 2 : 1;
        int[] order = new int[bytes];
        for (int group = 0; group < third; group++) {
            for (int i = 0; i < 3; i++) {
                order[3 * group + i] = (i + step * group) % 3 * third + group;
            }
        }
        for (int i = 3 * third; i < bytes; i++) {
            order[i] = bytes - 1 - (i - 3 * third);
        }
        return order;
    }
}
