package dev.watchword.server.iam.authorization;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Network addresses from one to another, both included: IPv4 or IPv6. Read without asking any name server.
 */
public final class AddressRange {

    private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final int LONGEST_TEXT = 45;

    private final byte[] first;
    private final byte[] last;

    private AddressRange(byte[] first, byte[] last) {
        this.first = first;
        this.last = last;
    }

    /** An address, or an address with the number of its leading bits that count, e.g. {@code 192.0.2.0/24}. */
    public static Optional<AddressRange> ofNetwork(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int bits = address.get().length * Byte.SIZE;
        String prefix = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
        if (!prefix.matches("[0-9]{1,3}") || Integer.parseInt(prefix) > bits) {
            return Optional.empty();
        }
        return Optional.of(network(address.get(), Integer.parseInt(prefix)));
    }

    /** Two addresses of one family with a hyphen between them, e.g. {@code 192.0.2.1-192.0.2.9}. */
    public static Optional<AddressRange> ofEnds(String text) {
        int hyphen = text.indexOf('-');
        if (hyphen < 0) {
            return Optional.empty();
        }
        Optional<byte[]> first = address(text.substring(0, hyphen));
        Optional<byte[]> last = address(text.substring(hyphen + 1));
        if (first.isEmpty()
                || last.isEmpty()
                || first.get().length != last.get().length
                || Arrays.compareUnsigned(first.get(), last.get()) > 0) {
            return Optional.empty();
        }
        return Optional.of(new AddressRange(first.get(), last.get()));
    }

    /** Whether the address lies within; false for what is no address. */
    public boolean contains(String text) {
        Optional<byte[]> address = address(text);
        return address.isPresent()
                && address.get().length == first.length
                && Arrays.compareUnsigned(first, address.get()) <= 0
                && Arrays.compareUnsigned(address.get(), last) <= 0;
    }

    private static AddressRange network(byte[] address, int prefix) {
        byte[] first = address.clone();
        byte[] last = address.clone();
        for (int bit = prefix; bit < address.length * Byte.SIZE; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            first[bit / Byte.SIZE] &= (byte) ~mask;
            last[bit / Byte.SIZE] |= (byte) mask;
        }
        return new AddressRange(first, last);
    }

    /** Java also takes {@code 10.1} and names of network cards; here an address has its full form. */
    private static Optional<byte[]> address(String text) {
        boolean plausible = text.length() <= LONGEST_TEXT
                && text.indexOf('%') < 0
                && (text.indexOf(':') >= 0
                        ? text.indexOf('[') < 0
                        : FOUR_NUMBERS.matcher(text).matches());
        if (!plausible) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
