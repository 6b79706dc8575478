package dev.watchword.server;

import dev.watchword.server.authentication.PublicEndpoint;
import dev.watchword.server.bootstrap.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a server is told to run.
 *
 * @param data its folder
 * @param listen where; port 0 takes a free one
 * @param database {@code jdbc:postgresql://HOST/NAME?user=USER} without a password; empty for SQLite in the folder
 * @param tls for HTTPS
 * @param behindProxy whether a proxy in front ends TLS and names callers
 * @param endpoint the address that clients use, when it is not the one listened on
 * @param adminPassword a file with the first root user's password
 */
public record ServerConfig(
        Path data,
        InetSocketAddress listen,
        Optional<String> database,
        Optional<TlsFiles> tls,
        boolean behindProxy,
        Optional<URI> endpoint,
        Optional<Path> adminPassword) {

    /** Where it listens unless told otherwise. */
    public static final String LISTEN = "127.0.0.1:8080";

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]/\\s]+):([0-9]{1,5})");
    private static final Pattern PASSWORD = Pattern.compile("[?&](ssl)?password=|//[^/?]*:[^/?@]*@");

    /**
     * @param certificate PEM, the server's own certificate first
     * @param key PEM, PKCS #8, not encrypted
     */
    public record TlsFiles(Path certificate, Path key) {}

    /** All at its default. */
    public static ServerConfig in(Path data) throws Refusal {
        return new ServerConfig(
                data, address(LISTEN), Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());
    }

    /** Reads {@code HOST:PORT}; an IPv6 address stands in brackets. */
    public static InetSocketAddress address(String text) throws Refusal {
        Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
            throw new Refusal("--listen wants HOST:PORT, e.g. 127.0.0.1:8080 or [::1]:8080");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(parts.group(1)), Integer.parseInt(parts.group(2)));
        } catch (UnknownHostException e) {
            throw new Refusal("--listen: there is no address for " + parts.group(1));
        }
    }

    /** Refuses what would be unsafe. */
    void check() throws Refusal {
        if (!listen.getAddress().isLoopbackAddress() && tls.isEmpty() && !behindProxy) {
            throw new Refusal("passwords would travel in clear: to listen on " + listen.getHostString()
                    + " give --tls-cert and --tls-key, or --behind-proxy when a proxy in front ends TLS");
        }
        if (tls.isPresent() && behindProxy) {
            throw new Refusal(
                    "--behind-proxy and --tls-cert exclude each other: the proxy ends TLS, or the server does");
        }
        if (database.isPresent()) {
            checkDatabase(database.get());
        }
        if (endpoint.isPresent()) {
            checkEndpoint(endpoint.get());
        }
    }

    /** The address to tell clients. */
    String told(int port) {
        if (endpoint.isPresent()) {
            String text = endpoint.get().toString();
            return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        }
        InetAddress address = listen.getAddress();
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return (tls.isPresent() ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static void checkDatabase(String url) throws Refusal {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new Refusal("--database wants jdbc:postgresql://HOST/NAME?user=USER; without it SQLite is used");
        }
        if (PASSWORD.matcher(url).find()) {
            throw new Refusal("a password on a command line is seen by everybody on the machine: put it into ~/.pgpass"
                    + " or a file that PGPASSFILE names (HOST:PORT:NAME:USER:PASSWORD, chmod 600), and leave it out of"
                    + " --database");
        }
    }

    private static void checkEndpoint(URI uri) throws Refusal {
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawQuery() != null || uri.getUserInfo() != null) {
            throw new Refusal("--endpoint wants the address that clients use, e.g. https://watchword.example.org");
        }
    }

    /** The address that clients are told. */
    PublicEndpoint publicEndpoint() {
        boolean https = endpoint.map(URI::getScheme).filter("https"::equals).isPresent();
        return new PublicEndpoint(
                endpoint.map(URI::toString).map(ServerConfig::withoutSlash).orElse(""),
                tls.isPresent() || behindProxy || https);
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
