package dev.watchword.server.authentication;

import dev.watchword.server.http.QueryString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature SDK-HMAC-SHA256 of one request, for those who sign and those who check. What is signed: method, path and
 * query (decoded and strictly encoded again, so that both sides may write them differently), the named headers and the
 * hash of the body.
 *
 * @param method in upper case
 * @param rawPath percent-encoded, without the query
 * @param rawQuery percent-encoded, {@code ""} without one
 * @param headers the signed ones, by lower-case name, values trimmed; {@code host} and {@code x-sdk-date} among them
 * @param payloadHash what stands for the body, commonly {@link #hash} of it
 */
public record RequestSignature(
        String method, String rawPath, String rawQuery, SortedMap<String, String> headers, String payloadHash) {

    /** The only algorithm. */
    public static final String ALGORITHM = "SDK-HMAC-SHA256";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    public RequestSignature {
        headers = new TreeMap<>(headers);
        if (!headers.containsKey("host") || !headers.containsKey("x-sdk-date")) {
            throw new IllegalArgumentException("host and x-sdk-date must be signed");
        }
    }

    /** What {@code X-Sdk-Date} says at this moment; it has whole seconds only. */
    public static String date(Instant moment) {
        return DATE.format(moment);
    }

    /** SHA-256 in lower-case hexadecimal. */
    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /**
     * The signature, 64 lower-case hexadecimal digits.
     *
     * @param secretKey its UTF-8 bytes
     */
    public String by(byte[] secretKey) {
        String toSign = ALGORITHM + "\n" + headers.get("x-sdk-date") + "\n" + hash(utf8(canonical()));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secretKey, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(utf8(toSign)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
    }

    /** The value of the header {@code Authorization}. */
    public String authorization(String accessKeyId, byte[] secretKey) {
        return ALGORITHM + " Access=" + accessKeyId + ", SignedHeaders=" + names() + ", Signature=" + by(secretKey);
    }

    /**
     * The one form of the request that both sides agree on.
     *
     * @throws dev.watchword.server.http.ApiError 400 when path or query are not well encoded
     */
    String canonical() {
        StringBuilder lines = new StringBuilder(method).append('\n');
        lines.append(path()).append('\n').append(query()).append('\n');
        headers.forEach(
                (name, value) -> lines.append(name).append(':').append(value).append('\n'));
        return lines.append('\n')
                .append(names())
                .append('\n')
                .append(payloadHash)
                .toString();
    }

    private String names() {
        return String.join(";", headers.keySet());
    }

    private String path() {
        StringBuilder path = new StringBuilder(rawPath.length() + 1);
        for (String segment : rawPath.split("/", -1)) {
            path.append(encode(QueryString.decode(segment))).append('/');
        }
        // A path that ends with a slash has an empty last segment, which must not become a second slash.
        return rawPath.endsWith("/") ? path.substring(0, path.length() - 1) : path.toString();
    }

    private String query() {
        SortedMap<String, List<String>> parameters = new TreeMap<>();
        for (Map.Entry<String, List<String>> each : QueryString.parse(rawQuery).entrySet()) {
            parameters.put(encode(each.getKey()), each.getValue());
        }
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, values) -> values.forEach(value -> pairs.add(name + "=" + encode(value))));
        return String.join("&", pairs);
    }

    /** Leaves the unreserved characters of RFC 3986, section 2.3; everything else becomes %XX. */
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte each : utf8(text)) {
            char c = (char) (each & 0xff);
            boolean unreserved = c >= 'A' && c <= 'Z'
                    || c >= 'a' && c <= 'z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_'
                    || c == '.'
                    || c == '~';
            if (unreserved) {
                encoded.append(c);
            } else {
                encoded.append('%').append(UPPER.toHexDigits(each));
            }
        }
        return encoded.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "RequestSignature " + method + " " + rawPath;
    }
}
