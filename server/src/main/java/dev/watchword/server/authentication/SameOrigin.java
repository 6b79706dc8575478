package dev.watchword.server.authentication;

import dev.watchword.server.http.RawCall;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a page of this server sent a form, as the browser tells: by {@code Sec-Fetch-Site} (W3C Fetch Metadata), by
 * {@code Origin} (RFC 6454), or both. A browser that tells neither is believed nothing.
 */
final class SameOrigin {

    private SameOrigin() {}

    /** @param endpoint under which address clients reach this server */
    static boolean sent(RawCall call, PublicEndpoint endpoint) {
        int sites = call.count("sec-fetch-site");
        int origins = call.count("origin");
        boolean isSite = sites == 0 || call.header("sec-fetch-site").equals(Optional.of("same-origin"));
        boolean isOrigin = origins == 0
                || call.header("origin")
                        .filter(origin -> isOurs(origin, call, endpoint))
                        .isPresent();
        return sites + origins > 0 && isSite && isOrigin;
    }

    private static boolean isOurs(String origin, RawCall call, PublicEndpoint endpoint) {
        String given = authority(origin);
        boolean isCalled =
                call.header("host").map(host -> host.toLowerCase(Locale.ROOT)).equals(Optional.of(given));
        boolean isTold = !endpoint.configured().isEmpty() && given.equals(authority(endpoint.configured()));
        return !given.isEmpty() && (isCalled || isTold);
    }

    /** {@code host[:port]} in lower case, {@code ""} when it is no address. */
    private static String authority(String address) {
        try {
            String authority = URI.create(address).getRawAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
