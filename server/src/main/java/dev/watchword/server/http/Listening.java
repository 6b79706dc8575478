package dev.watchword.server.http;

import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where and how to listen.
 *
 * @param address port 0 takes a free one
 * @param tls for HTTPS; empty for plain HTTP
 * @param behindProxy whether {@code X-Forwarded-For} of a proxy on a loopback or private address names the caller
 * @param gate how much one source may send
 * @param meter what learns how each call ended
 */
public record Listening(
        InetSocketAddress address, Optional<SSLContext> tls, boolean behindProxy, Gate gate, CallMeter meter) {

    /** Plain HTTP, bounding and counting nothing. */
    public static Listening plain(InetSocketAddress address) {
        return new Listening(address, Optional.empty(), false, Gate.OPEN, (route, status, nanos) -> {});
    }
}
