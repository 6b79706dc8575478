package dev.watchword.server.authentication;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * SDK-HMAC-SHA256 a second time, written from its description alone and sharing no code with the server, so that the
 * two can disagree. It works on the text that a client means, not on what the client happens to put on the wire.
 */
final class IndependentSignature {

    private IndependentSignature() {}

    /** A parameter that a client means. */
    record Parameter(String name, String value) {}

    /**
     * @param segments of the path, not encoded
     * @param signed the headers to sign, in ASCII order
     * @param bodyHash what stands for the body
     */
    static String of(
            String secret,
            String method,
            List<String> segments,
            List<Parameter> query,
            SortedMap<String, String> signed,
            String date,
            String bodyHash)
            throws Exception {
        StringBuilder request = new StringBuilder();
        request.append(method).append("\n/");
        for (String segment : segments) {
            request.append(strict(segment)).append("/");
        }
        request.append("\n");
        List<Parameter> sorted = new ArrayList<>(query);
        sorted.sort(Comparator.comparing(parameter -> strict(parameter.name()))); // stable: values keep their order
        String separator = "";
        for (Parameter parameter : sorted) {
            request.append(separator)
                    .append(strict(parameter.name()))
                    .append("=")
                    .append(strict(parameter.value()));
            separator = "&";
        }
        request.append("\n");
        signed.forEach((name, value) ->
                request.append(name).append(":").append(value.strip()).append("\n"));
        request.append("\n")
                .append(String.join(";", signed.keySet()))
                .append("\n")
                .append(bodyHash);
        String hashed = hex(MessageDigest.getInstance("SHA-256").digest(bytes(request.toString())));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(secret), "any"));
        return hex(mac.doFinal(bytes("SDK-HMAC-SHA256\n" + date + "\n" + hashed)));
    }

    static String sha256(byte[] body) throws Exception {
        return hex(MessageDigest.getInstance("SHA-256").digest(body));
    }

    /** By {@link java.net.URLEncoder}, whose three differences from RFC 3986 are undone. */
    private static String strict(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            text.append(String.format("%02x", each));
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
