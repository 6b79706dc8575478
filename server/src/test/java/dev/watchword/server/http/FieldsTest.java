package dev.watchword.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    private static final Fields FIELDS = Fields.of(
            Field.optional("count", Shape.whole(10, 200)).or(10),
            Field.optional("name", Shape.text(0, 4)),
            Field.optional("really", Shape.flag()),
            Field.optional("words", Shape.items(0, 2, Shape.text(1, 3))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\":9}",
                "{\"count\":201}",
                "{\"count\":\"10\"}",
                "{\"count\":10.0}",
                "{\"count\":10.5}",
                "{\"count\":1e2}",
                "{\"count\":true}",
                "{\"count\":null}",
                "{\"count\":99999999999999999999}",
                "{\"name\":\"abcde\"}",
                "{\"name\":1}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"really\":\"true\"}",
                "{\"really\":1}",
                "{\"words\":\"a\"}",
                "{\"words\":[\"a\",\"b\",\"c\"]}",
                "{\"words\":[\"\"]}",
                "{\"words\":[null]}",
                "{\"words\":[1]}",
                "{\"words\":[[\"a\"]]}",
                "[]",
                "1"
            })
    void refusesWhatDoesNotFit(String json) {
        assertThrows(Misfit.class, () -> read(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}x",
                "{} {}",
                "{\"count\":10,\"count\":11}",
                "{\"other\":1,\"other\":1}",
                "{'count':10}",
                "{\"count\":010}",
                "{\"count\":NaN}",
                "{,}",
                "{\"count\":10,,}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                "{/*x*/}"
            })
    void refusesWhatIsNoJson(String json) {
        assertThrows(MalformedJson.class, () -> read(json));
    }

    @Test
    void refusesOverlongUtf8() {
        byte[] body = "{\"name\":\"..\"}".getBytes(StandardCharsets.US_ASCII);
        body[9] = (byte) 0xC0;
        body[10] = (byte) 0x80;
        assertThrows(MalformedJson.class, () -> Json.parse(body));
    }

    @Test
    void takesTheEdgesAndDefaults() throws Exception {
        assertEquals(10, read("{}").whole("count"));
        assertEquals(10, read("{\"count\":10}").whole("count"));
        assertEquals(200, read("{\"count\":200}").whole("count"));
        assertFalse(read("{}").has("name"));
        assertEquals("\uD83D\uDE00abc", read("{\"name\":\"\uD83D\uDE00abc\"}").text("name"));
        assertEquals(List.of("a", "b"), read("{\"words\":[\"a\",\"b\",],}").texts("words"));
        assertTrue(read("{\"really\":true,\"unknown\":{}}").flag("really"));
    }

    @Test
    void namesTheFieldAndNotTheValue() {
        Misfit misfit = assertThrows(Misfit.class, () -> read("{\"words\":[\"ok\",\"hunter2\"]}"));
        ApiError error = misfit.as(Service.HSS);
        assertEquals("HSS.0001", error.code());
        assertTrue(error.message().contains("words[1]"), error.message());
        assertFalse(error.message().contains("hunter2"), error.message());
    }

    @Test
    void quotesNothingOfMalformedJson() {
        MalformedJson malformed = assertThrows(MalformedJson.class, () -> read("{\"new_password\": hunter2hunter2}"));
        assertFalse(malformed.reason().contains("hunter2"), malformed.reason());
    }

    @Test
    void readsAQuery() throws Exception {
        Values values = FIELDS.read(QueryString.parse("count=11&name=a%20b+&ignored=1&ignored=2"));
        assertEquals(11, values.whole("count"));
        assertEquals("a b+", values.text("name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count=9",
                "count=",
                "count=+10",
                "count=10.0",
                "count=0x10",
                "count=%2010",
                "count=99999999999999999999",
                "count=10&count=10",
                "name=abcde",
                "name=%00",
                "really=1"
            })
    void refusesABadQuery(String query) {
        assertThrows(Misfit.class, () -> FIELDS.read(QueryString.parse(query)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%1", "a=%zz", "a=%C0%80", "a=%FF", "a=\u00e9"})
    void refusesAQueryThatDoesNotDecode(String query) {
        assertEquals(
                400,
                assertThrows(ApiError.class, () -> QueryString.parse(query)).status());
    }

    @Test
    void printsNoValue() throws Exception {
        assertFalse(read("{\"name\":\"pw\"}").toString().contains("pw"));
    }

    private static Values read(String json) throws Misfit, MalformedJson {
        return FIELDS.read(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
