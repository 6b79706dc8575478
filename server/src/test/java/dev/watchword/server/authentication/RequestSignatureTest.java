package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.watchword.server.authentication.IndependentSignature.Parameter;
import dev.watchword.server.http.ApiError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSignatureTest {

    private static final String DATE = "20261121T163246Z";

    /** What the vendor's library for Node.js sent, recorded with the secret {@code SKTEST}. */
    @Test
    void agreesWithARecordedRequest() {
        byte[] body = "{\"reset-password\":{\"new_password\":\"Pässw0rd!\",\"is_check_password\":true}}"
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(73, body.length);
        RequestSignature recorded = new RequestSignature(
                "PUT",
                "/v1/p1/cloudservers/s1/os-reset-password",
                "",
                new TreeMap<>(Map.of(
                        "content-type", "application/json",
                        "host", "127.0.0.1:35969",
                        "x-project-id", "p1",
                        "x-sdk-date", "20261121T163246Z")),
                RequestSignature.hash(body));
        assertEquals(
                "d7e1fa1af8990342d04f85f20e856d99a5233605a4f3eb516382d71e2a994872",
                recorded.by("SKTEST".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                "SDK-HMAC-SHA256 Access=AKTEST, SignedHeaders=content-type;host;x-project-id;x-sdk-date, Signature="
                        + "d7e1fa1af8990342d04f85f20e856d99a5233605a4f3eb516382d71e2a994872",
                recorded.authorization("AKTEST", "SKTEST".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/p1, /v1/p1/",
        "/v1/p1/, /v1/p1/",
        "/, /",
        "/v5/%7Bproject_id%7D/x, /v5/%7Bproject_id%7D/x/",
        "/a%20b/*~, /a%20b/%2A~/",
        "/a%2Fb, /a%2Fb/",
        "/%c3%a9, /%C3%A9/"
    })
    void writesPathsOneWay(String raw, String canonical) {
        assertEquals(canonical, line(request(raw, ""), 1));
    }

    /** The second one is a query that the vendor's Java library was recorded to send. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b=2&a=1|a=1&b=2",
                "host_name=web%201%2F%C3%A9*%7E%2B%26%3D|host_name=web%201%2F%C3%A9%2A~%2B%26%3D",
                "a=2&b=&a=1|a=2&a=1&b=",
                "flag|flag=",
                "a=x=y|a=x%3Dy",
                "a=b+c|a=b%2Bc"
            })
    void writesQueriesOneWay(String raw, String canonical) {
        assertEquals(canonical, line(request("/", raw), 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%zz", "/%c3", "/é", "/%ff"})
    void refusesWhatDoesNotDecode(String raw) {
        assertEquals(
                400,
                assertThrows(ApiError.class, () -> request(raw, "").canonical()).status());
    }

    @Test
    void insistsOnHostAndDate() {
        for (String missing : List.of("host", "x-sdk-date")) {
            TreeMap<String, String> headers = new TreeMap<>(Map.of("host", "h", "x-sdk-date", DATE));
            headers.remove(missing);
            assertThrows(IllegalArgumentException.class, () -> new RequestSignature("GET", "/", "", headers, "hash"));
        }
    }

    @Test
    void writesDatesInWholeSecondsOfUtc() {
        assertEquals("20261121T163246Z", RequestSignature.date(Instant.parse("2026-11-21T16:32:46.999Z")));
    }

    @Test
    void showsNoHeaderWhenPrinted() {
        assertFalse(request("/x", "").toString().contains(DATE));
    }

    @Test
    void agreesWithAnIndependentImplementation() throws Exception {
        Random random = new Random(20_261_121);
        for (int i = 0; i < 1_000; i++) {
            String secret = text(random, 1, 50);
            String method = List.of("GET", "POST", "PUT", "DELETE").get(random.nextInt(4));
            List<String> segments = texts(random, random.nextInt(6), 1);
            List<Parameter> query = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                String name = random.nextInt(3) == 0 ? "same" : text(random, 1, 6);
                query.add(new Parameter(name, text(random, 0, 12)));
            }
            TreeMap<String, String> headers = new TreeMap<>(Map.of("host", "127.0.0.1:" + i, "x-sdk-date", DATE));
            for (int n = random.nextInt(4); n > 0; n--) {
                headers.put("x-h" + random.nextInt(100), text(random, 0, 20).strip());
            }
            byte[] body = text(random, 0, 200).getBytes(StandardCharsets.UTF_8);
            String expected = IndependentSignature.of(
                    secret, method, segments, query, headers, DATE, IndependentSignature.sha256(body));
            RequestSignature ours = new RequestSignature(
                    method, wirePath(segments, random), wireQuery(query, random), headers, RequestSignature.hash(body));
            assertEquals(expected, ours.by(secret.getBytes(StandardCharsets.UTF_8)), "request " + i + ": " + ours);
        }
    }

    private static String wirePath(List<String> segments, Random random) {
        StringBuilder path = new StringBuilder();
        segments.forEach(segment -> path.append('/').append(wire(segment, random)));
        return segments.isEmpty() ? "/" : path.toString();
    }

    /** Names in any order, but the values of one name in theirs. */
    private static String wireQuery(List<Parameter> query, Random random) {
        List<String> pairs = new ArrayList<>();
        for (Parameter parameter : query) {
            pairs.add(wire(parameter.name(), random) + "=" + wire(parameter.value(), random));
        }
        return String.join("&", pairs);
    }

    /** As some client might encode it: more than needed, lower-case digits, {@code *} left alone. */
    private static String wire(String text, Random random) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean mayStay = c < 0x7f && (Character.isLetterOrDigit(c) || "-_.~*!'()@:,".indexOf(c) >= 0);
            if (mayStay && random.nextInt(8) > 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format(random.nextBoolean() ? "%%%02x" : "%%%02X", each));
            }
        }
        return encoded.toString();
    }

    private static List<String> texts(Random random, int count, int least) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(random, least, 12));
        }
        return texts;
    }

    private static String text(Random random, int least, int most) {
        int[] odd = {
            ' ', '+', '*', '~', '%', '/', '&', '=', '?', '#', ';', ',', '\t', 0, 0x7f, 0xe9, 0x4e2d, 0x1f600, '{', '}'
        };
        StringBuilder text = new StringBuilder();
        for (int n = least + random.nextInt(most - least + 1); n > 0; n--) {
            text.appendCodePoint(random.nextInt(3) == 0 ? odd[random.nextInt(odd.length)] : 'a' + random.nextInt(26));
        }
        return text.toString();
    }

    private static RequestSignature request(String path, String query) {
        return new RequestSignature(
                "GET",
                path,
                query,
                new TreeMap<>(Map.of("host", "h", "x-sdk-date", DATE)),
                RequestSignature.hash(new byte[0]));
    }

    private static String line(RequestSignature request, int number) {
        return request.canonical().split("\n", -1)[number];
    }
}
