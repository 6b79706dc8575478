package dev.watchword.image.registry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The resolver of this process: the JDK's own, except that the names of registries keep the addresses that were judged when
 * they were first met. So the address that is connected to is the one that was judged, and a name that points elsewhere a
 * moment later (DNS rebinding) changes nothing. Names that nobody pinned are resolved as ever.
 */
public final class PinnedNames extends InetAddressResolverProvider {

    private static final Map<String, Pin> PINS = new ConcurrentHashMap<>();

    /** Made by the JDK, once. */
    public PinnedNames() {}

    private record Pin(List<InetAddress> addresses, int holders) {}

    /** Keeps a name's addresses until it is unpinned as often as it was pinned. The first addresses stay. */
    static void pin(String host, List<InetAddress> addresses) {
        PINS.merge(
                host.toLowerCase(Locale.ROOT),
                new Pin(List.copyOf(addresses), 1),
                (there, fresh) -> new Pin(there.addresses(), there.holders() + 1));
    }

    static void unpin(String host) {
        PINS.computeIfPresent(
                host.toLowerCase(Locale.ROOT),
                (name, pin) -> pin.holders() == 1 ? null : new Pin(pin.addresses(), pin.holders() - 1));
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return over(configuration.builtinResolver());
    }

    /** A resolver that knows what is pinned, and asks another one for the rest. */
    static InetAddressResolver over(InetAddressResolver builtIn) {
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                Pin pin = PINS.get(host.toLowerCase(Locale.ROOT));
                return pin == null ? builtIn.lookupByName(host, policy) : pin.addresses().stream();
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return builtIn.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names of registries keep their addresses";
    }
}
