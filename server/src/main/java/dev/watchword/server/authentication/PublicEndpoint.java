package dev.watchword.server.authentication;

import dev.watchword.server.http.RawCall;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Under which address clients reach this server, as the catalogue tells them.
 *
 * @param configured e.g. {@code https://watchword.example.com}, without a slash at its end; {@code ""} to answer with
 *     the address that each client used
 * @param tls whether clients reach it by TLS, its own or that of a proxy in front
 */
public record PublicEndpoint(String configured, boolean tls) {

    /** The address that each client used, without TLS. */
    public static final PublicEndpoint AS_CALLED = new PublicEndpoint("", false);

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,255}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:[0-9]{1,5})?");

    public PublicEndpoint {
        boolean isAddress = configured.toLowerCase(Locale.ROOT).matches("https?://[^/?#\\s]+(/[^?#\\s]*[^/?#\\s])?");
        if (!configured.isEmpty() && !isAddress) {
            throw new IllegalArgumentException(
                    "the public endpoint must be http(s)://HOST[:PORT][/PATH] without a slash at its end");
        }
    }

    /** The address to tell this client. A host that nobody can be called is not repeated. */
    String of(RawCall call) {
        if (!configured.isEmpty()) {
            return configured;
        }
        String host =
                call.header("host").filter(name -> HOST.matcher(name).matches()).orElse("localhost");
        return (tls ? "https://" : "http://") + host;
    }
}
