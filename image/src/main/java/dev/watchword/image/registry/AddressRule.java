package dev.watchword.image.registry;

import dev.watchword.image.ImageFailure;
import dev.watchword.image.Quoted;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which addresses a registry may have. Public ones may be asked always; the machine itself, private and link-local networks,
 * and everything else that is not the public internet (RFC 6890 and the registries of special-purpose addresses) only
 * where somebody allows it, since a name in a reference is a stranger's word.
 *
 * @param allowed networks that may be asked although they are not public
 */
public record AddressRule(List<Network> allowed) {

    /** Public addresses only. */
    public static final AddressRule PUBLIC = new AddressRule(List.of());

    private static final List<Network> NOT_PUBLIC = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    /** What is public of IPv6, and what within it is not, or leads into IPv4. */
    private static final Network GLOBAL = network("2000::/3");

    private static final List<Network> NOT_GLOBAL = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    public AddressRule {
        allowed = List.copyOf(allowed);
    }

    /**
     * A network, or one address.
     *
     * @param prefix its first address, 4 or 16 bytes
     * @param bits how many leading bits count
     */
    public record Network(byte[] prefix, int bits) {

        private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");

        /** Reads {@code ADDRESS} or {@code ADDRESS/BITS}; empty for any other text. Never asks for a name. */
        public static Optional<Network> parse(String text) {
            String[] parts = text.split("/", -1);
            boolean literal = parts.length <= 2
                    && LITERAL.matcher(parts[0]).matches()
                    && (parts[0].contains(":") || parts[0].split("\\.", -1).length == 4);
            if (!literal) {
                return Optional.empty();
            }
            try {
                byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
                int most = address.length * 8;
                int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
                return bits >= 0 && bits <= most ? Optional.of(new Network(address, bits)) : Optional.empty();
            } catch (IllegalArgumentException notANumber) {
                return Optional.empty();
            }
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i & 7);
                if ((address[i >> 3] & mask) != (prefix[i >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Network network && bits == network.bits && Arrays.equals(prefix, network.prefix);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(prefix) * 31 + bits;
        }
    }

    /** Whether a connection to the address may be made. */
    public boolean allows(InetAddress address) {
        byte[] bytes = address.getAddress();
        return allowed.stream().anyMatch(network -> network.holds(bytes)) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address any -> NOT_PUBLIC.stream().noneMatch(network -> network.holds(bytes));
            case Inet6Address any ->
                GLOBAL.holds(bytes) && NOT_GLOBAL.stream().noneMatch(network -> network.holds(bytes));
            default -> false;
        };
    }

    /**
     * The addresses of a host, if all of them may be asked: which of them a connection takes is not ours to choose.
     *
     * @throws ImageFailure when one of them may not
     */
    List<InetAddress> judged(String host) throws ImageFailure {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new ImageFailure("the name " + Quoted.of(host) + " has no address");
        }
        for (InetAddress address : addresses) {
            if (!allows(address)) {
                throw new ImageFailure(Quoted.of(host) + " has an address that is not public, which has to be allowed: "
                        + address.getHostAddress());
            }
        }
        return List.of(addresses);
    }

    private static List<Network> networks(String... texts) {
        return Arrays.stream(texts).map(AddressRule::network).toList();
    }

    private static Network network(String text) {
        return Network.parse(text).orElseThrow();
    }
}
