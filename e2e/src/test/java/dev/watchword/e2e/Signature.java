package dev.watchword.e2e;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A caller's side of SDK-HMAC-SHA256, written from the published rules and sharing no code with the server: what these
 * tests send must be understood by both.
 */
final class Signature {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final AtomicLong CALLS = new AtomicLong();

    private Signature() {}

    /**
     * The headers that sign a request: its date, {@code Authorization}, and a number of the call. The date knows seconds
     * only, and the same signed call again is no new one to the server; with the number, no two calls are the same.
     */
    static Map<String, String> headers(Credential.Key key, String method, URI uri, byte[] body, Instant at) {
        String date = DATE.format(at);
        String number = Long.toString(CALLS.incrementAndGet());
        SortedMap<String, String> signed =
                new TreeMap<>(Map.of("host", uri.getAuthority(), "x-call", number, "x-sdk-date", date));
        String names = String.join(";", signed.keySet());
        String canonical = String.join(
                "\n",
                method,
                path(uri.getRawPath()),
                query(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
                signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining()),
                names,
                sha256(body));
        String text = "SDK-HMAC-SHA256\n" + date + "\n" + sha256(canonical.getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "X-Call",
                number,
                "X-Sdk-Date",
                date,
                "Authorization",
                "SDK-HMAC-SHA256 Access=" + key.id() + ", SignedHeaders=" + names + ", Signature="
                        + hmac(key.secret(), text));
    }

    private static String path(String raw) {
        String encoded = List.of(raw.split("/", -1)).stream()
                .map(segment -> encode(decode(segment.replace("+", "%2B"))))
                .collect(Collectors.joining("/"));
        return encoded.endsWith("/") ? encoded : encoded + "/";
    }

    private static String query(String raw) {
        List<String[]> pairs = new ArrayList<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                pairs.add(new String[] {decode(name), decode(value)});
            }
        }
        pairs.sort(Comparator.comparing(pair -> pair[0]));
        return pairs.stream()
                .map(pair -> encode(pair[0]) + "=" + encode(pair[1]))
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Everything but RFC 3986's unreserved characters. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean letterOrDigit = c < 0x80 && Character.isLetterOrDigit(c);
            if (letterOrDigit || "-_.~".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return encoded.toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
