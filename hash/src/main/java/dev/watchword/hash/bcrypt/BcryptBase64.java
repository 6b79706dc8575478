package dev.watchword.hash.bcrypt;

import java.util.Optional;

/** bcrypt's own way to print bytes: six bits a char, the most significant first, over {@code ./A-Za-z0-9}. */
final class BcryptBase64 {

    private BcryptBase64() {}

    /**
     * The bytes behind a printed form of just the chars that they need; empty when a char stands for no bits or bits
     * are set beyond the last byte.
     */
    static Optional<byte[]> read(String printed) {
        byte[] bytes = new byte[printed.length() * 6 / 8];
        int bits = 0;
        int held = 0;
        int at = 0;
        for (int i = 0; i < printed.length(); i++) {
            int sextet = sextet(printed.charAt(i));
            if (sextet < 0) {
                return Optional.empty();
            }
            bits = bits << 6 | sextet;
            held += 6;
            if (held >= 8) {
                held -= 8;
                bytes[at++] = (byte) (bits >>> held);
            }
        }
        boolean nothingLeft = (bits & (1 << held) - 1) == 0;
        return nothingLeft ? Optional.of(bytes) : Optional.empty();
    }

    private static int sextet(char c) {
        if (c == '.') {
            return 0;
        }
        if (c == '/') {
            return 1;
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A' + 2;
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 28;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 54;
        }
        return -1;
    }
}
