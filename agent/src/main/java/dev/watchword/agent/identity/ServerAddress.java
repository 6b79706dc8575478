package dev.watchword.agent.identity;

import java.net.URI;
import java.util.Optional;

/**
 * How the server is reached.
 *
 * @param url {@code https://host:port}, a path in front of the API allowed; {@code http} on the loopback interface only
 * @param proxy {@code host:port} of an HTTP proxy, {@code ""} without one
 * @param authority a PEM file of the certificate authorities to trust for TLS instead of the system's, {@code ""} without one
 */
public record ServerAddress(String url, String proxy, String authority) {

    public ServerAddress {
        problem(url, proxy).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
    }

    /** Why these do not make an address; empty when they do. */
    public static Optional<String> problem(String url, String proxy) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            return Optional.of("the server's address is no URL");
        }
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            return Optional.of("the server's address must look like https://watchword.example.com");
        }
        boolean loopback = uri.getHost().equals("localhost")
                || uri.getHost().matches("127(\\.[0-9]{1,3}){3}")
                || uri.getHost().equals("[::1]");
        if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && loopback)) {
            return Optional.of("the server's address must begin with https:// (http:// only for this machine itself)");
        }
        if (!proxy.isEmpty() && !proxy.matches("[A-Za-z0-9.-]{1,253}:[0-9]{1,5}")) {
            return Optional.of("the proxy must be HOST:PORT; its user and password are not taken");
        }
        return Optional.empty();
    }

    /** The address without a slash at its end. */
    public String base() {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The host's name or number. */
    public String host() {
        return URI.create(url).getHost();
    }

    /** The port, also when the address leaves it out. */
    public int port() {
        URI uri = URI.create(url);
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
