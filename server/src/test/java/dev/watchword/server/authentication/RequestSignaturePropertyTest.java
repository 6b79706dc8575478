package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** What must hold for every path and query. */
class RequestSignaturePropertyTest {

    private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);

    @Property(tries = 300)
    void howAClientEncodesDoesNotMatter(@ForAll @StringLength(max = 40) String text) {
        assertEquals(
                sign("/" + percent(text, true), "a=" + percent(text, true)),
                sign("/" + percent(text, false), "a=" + percent(text, false)));
    }

    @Property(tries = 300)
    void differentTextsHaveDifferentSignatures(
            @ForAll @StringLength(max = 20) String one, @ForAll @StringLength(max = 20) String other) {
        if (!java.util.Arrays.equals(utf8(one), utf8(other))) {
            assertNotEquals(sign("/x", "a=" + percent(one, true)), sign("/x", "a=" + percent(other, true)));
            assertNotEquals(sign("/" + percent(one, true) + "/x", ""), sign("/" + percent(other, true) + "/x", ""));
        }
    }

    private static String sign(String path, String query) {
        TreeMap<String, String> headers = new TreeMap<>(Map.of("host", "h", "x-sdk-date", "d"));
        return new RequestSignature("GET", path, query, headers, "hash").by(KEY);
    }

    /** Everything encoded, or all that may stay left alone. */
    private static String percent(String text, boolean all) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : utf8(text)) {
            boolean stays = !all && (each >= 'a' && each <= 'z' || "!*'();:@$,~".indexOf(each) >= 0);
            encoded.append(stays ? String.valueOf((char) each) : String.format("%%%02x", each));
        }
        return encoded.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
