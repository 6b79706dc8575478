package dev.watchword.cli.remote;

import dev.watchword.server.authentication.RequestSignature;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The headers that sign a request with an access key. */
final class Signed {

    private Signed() {}

    /**
     * @param target path and query as they go on the wire
     * @param body the bytes as they go on the wire
     */
    static Map<String, String> headers(
            Profile.Credential.AccessKey key, String method, URI endpoint, String target, byte[] body) {
        String date = RequestSignature.date(Instant.now());
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        RequestSignature signature = new RequestSignature(
                method,
                path,
                query,
                new TreeMap<>(Map.of("host", endpoint.getRawAuthority(), "x-sdk-date", date)),
                RequestSignature.hash(body));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Sdk-Date", date);
        headers.put(
                "Authorization", signature.authorization(key.id(), key.secret().getBytes(StandardCharsets.UTF_8)));
        return headers;
    }
}
