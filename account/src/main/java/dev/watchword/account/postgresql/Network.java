package dev.watchword.account.postgresql;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Addresses that begin with the same bits.
 *
 * @param address of 4 or 16 bytes
 * @param bits how many of them count
 */
record Network(byte[] address, int bits) {

    private static final int LONGEST = 64;

    /** {@code 10.0.0.0/8}, {@code 10.0.0.0/255.0.0.0} or an address alone; empty for names, and for what is none of these. */
    static Optional<Network> of(String written) {
        int slash = written.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? written : written.substring(0, slash));
        String mask = slash < 0 ? "" : written.substring(slash + 1);
        return address.flatMap(bytes -> {
            int bits = slash < 0 ? bytes.length * Byte.SIZE : bits(mask, bytes.length);
            return bits < 0 || bits > bytes.length * Byte.SIZE
                    ? Optional.empty()
                    : Optional.of(new Network(bytes, bits));
        });
    }

    /** Whether a word is written as an address, and not as a name. */
    static boolean isAddress(String word) {
        boolean six = word.indexOf(':') >= 0;
        return !word.isEmpty()
                && word.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9') || (six && isSix((char) c)));
    }

    private static boolean isSix(char c) {
        return c == ':' || Character.digit(c, 16) >= 0;
    }

    /** Nothing is resolved: only what is written as an address goes to the JDK. */
    private static Optional<byte[]> address(String written) {
        boolean whole = written.indexOf(':') >= 0
                || written.chars().filter(c -> c == '.').count() == 3;
        if (!whole || written.length() > LONGEST || !isAddress(written)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(written).getAddress());
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    /** Bits that a mask keeps, -1 when it is none. */
    private static int bits(String mask, int bytes) {
        if (mask.length() <= 3 && !mask.isEmpty() && mask.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Integer.parseInt(mask);
        }
        Optional<byte[]> kept = address(mask).filter(found -> found.length == bytes);
        if (kept.isEmpty()) {
            return -1;
        }
        int bits = 0;
        while (bits < bytes * Byte.SIZE && bit(kept.get(), bits)) {
            bits++;
        }
        for (int rest = bits; rest < bytes * Byte.SIZE; rest++) {
            if (bit(kept.get(), rest)) {
                return -1;
            }
        }
        return bits;
    }

    private static boolean bit(byte[] bytes, int place) {
        return (bytes[place / Byte.SIZE] >> (Byte.SIZE - 1 - place % Byte.SIZE) & 1) != 0;
    }

    boolean contains(Network other) {
        if (address.length != other.address.length || bits > other.bits) {
            return false;
        }
        for (int place = 0; place < bits; place++) {
            if (bit(address, place) != bit(other.address, place)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && bits == network.bits && Arrays.equals(address, network.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + bits;
    }

    @Override
    public String toString() {
        return "Network of " + bits + " bits";
    }
}
