package dev.watchword.image.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Whom a request goes to: scheme, host and port, and nothing else of an address. Credentials belong to an endpoint, and so
 * do permissions.
 *
 * @param scheme {@code https} or {@code http}
 * @param host name or literal, in lower case, an IPv6 literal in brackets
 * @param port never left open
 */
record Endpoint(String scheme, String host, int port) {

    static final int HTTPS_PORT = 443;
    static final int HTTP_PORT = 80;

    /** The endpoint of an absolute address without user information; empty for any other. */
    static Optional<Endpoint> of(URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        boolean known = scheme.equals("https") || scheme.equals("http");
        if (!known || address.getHost() == null || address.getRawUserInfo() != null || address.getPort() > 65_535) {
            return Optional.empty();
        }
        int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        return Optional.of(new Endpoint(
                scheme, address.getHost().toLowerCase(Locale.ROOT), address.getPort() < 0 ? usual : address.getPort()));
    }

    /** The endpoint that a reference's host means. */
    static Endpoint of(String hostAndPort, boolean plainHttp) {
        String scheme = plainHttp ? "http" : "https";
        int colon = hostAndPort.endsWith("]") ? -1 : hostAndPort.lastIndexOf(':');
        return colon < 0
                ? new Endpoint(scheme, hostAndPort, plainHttp ? HTTP_PORT : HTTPS_PORT)
                : new Endpoint(
                        scheme, hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    boolean isTls() {
        return scheme.equals("https");
    }

    /** The host as a resolver takes it. */
    String name() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    URI address(String pathAndQuery) {
        return URI.create(scheme + "://" + host + ":" + port + pathAndQuery);
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
