package dev.watchword.hash;

import java.util.Optional;

/**
 * How md5crypt and sha-crypt print a digest: its bytes in an order of the scheme's own, three bytes to a group of 24
 * bits (a shorter last group has fewer), each group as chars of six bits, the least significant first. Immutable.
 */
public final class TransposedDigest {

    private static final int GROUP_BYTES = 3;

    private final int[] order;

    private TransposedDigest(int[] order) {
        this.order = order;
    }

    /**
     * A digest printed in the given order.
     *
     * @param order the digest's byte indexes as printed, each group from its most significant byte on
     */
    public static TransposedDigest of(int... order) {
        return new TransposedDigest(order.clone());
    }

    /** How many chars the printed form has. */
    public int chars() {
        return (order.length * 8 + 5) / 6;
    }

    /**
     * The digest behind a printed form; empty when it has another length, a char that stands for no bits, or bits set
     * that printing never sets.
     */
    public Optional<byte[]> read(String printed) {
        if (printed.length() != chars()) {
            return Optional.empty();
        }
        byte[] digest = new byte[order.length];
        int at = 0;
        for (int group = 0; group < order.length; group += GROUP_BYTES) {
            int bytes = Math.min(GROUP_BYTES, order.length - group);
            int chars = bytes + 1;
            int bits = 0;
            for (int i = 0; i < chars; i++) {
                int sextet = CryptText.sextet(printed.charAt(at + i));
                if (sextet < 0) {
                    return Optional.empty();
                }
                bits |= sextet << (6 * i);
            }
            if (bits >>> (8 * bytes) != 0) {
                return Optional.empty();
            }
            for (int i = 0; i < bytes; i++) {
                digest[order[group + i]] = (byte) (bits >>> (8 * (bytes - 1 - i)));
            }
            at += chars;
        }
        return Optional.of(digest);
    }

    /** The printed form of a digest, which {@link #read} takes back. */
    public String print(byte[] digest) {
        StringBuilder printed = new StringBuilder(chars());
        for (int group = 0; group < order.length; group += GROUP_BYTES) {
            int bytes = Math.min(GROUP_BYTES, order.length - group);
            int bits = 0;
            for (int i = 0; i < bytes; i++) {
                bits = bits << 8 | digest[order[group + i]] & 0xff;
            }
            for (int i = 0; i <= bytes; i++) {
                printed.append(CryptText.digit(bits >>> (6 * i) & 0x3f));
            }
        }
        return printed.toString();
    }
}
