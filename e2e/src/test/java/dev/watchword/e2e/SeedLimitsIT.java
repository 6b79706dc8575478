package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.database.Dialect;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit that the vendor's four pages document, from both sides, over the network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedLimitsIT {

    @AutoClose
    private final ServedWatchword served = ServedWatchword.on(Dialect.SQLITE);

    private final Api api = served.rootByToken();
    private final String words = served.hss("/image/baseline/extended-weak-password");
    private final String weak = served.hss("/baseline/weak-password-users");
    private final PlainAgent agent = PlainAgent.enrolled(served, "0", "limits");
    private final String reset = served.ecs("/cloudservers/" + agent.hostId() + "/os-reset-password");

    // The custom words: 0 to 300 of them.

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 299, 300})
    void takesSoManyWords(int count) {
        api.post(words, wordsBody(count)).expect(200);

        assertEquals(count, wordsNow().size());
    }

    static Stream<Arguments> refusedWords() {
        return Stream.of(
                Arguments.of("301 words", wordsBody(301), "HSS.0001"),
                Arguments.of("null", "{\"extended_weak_password\":null}", "HSS.0001"),
                Arguments.of("a string", "{\"extended_weak_password\":\"example\"}", "HSS.0001"),
                Arguments.of("an object", "{\"extended_weak_password\":{}}", "HSS.0001"),
                Arguments.of("a number inside", "{\"extended_weak_password\":[1]}", "HSS.0001"),
                Arguments.of("null inside", "{\"extended_weak_password\":[null]}", "HSS.0001"),
                Arguments.of("an array inside", "{\"extended_weak_password\":[[\"a\"]]}", "HSS.0001"),
                Arguments.of("an empty word", "{\"extended_weak_password\":[\"\"]}", "HSS.0001"),
                Arguments.of("a word of 301", "{\"extended_weak_password\":[\"" + "w".repeat(301) + "\"]}", "HSS.0001"),
                Arguments.of("a line break", "{\"extended_weak_password\":[\"a\\nb\"]}", "HSS.0001"),
                Arguments.of("NUL", "{\"extended_weak_password\":[\"a\\u0000b\"]}", "HSS.0001"),
                Arguments.of(
                        "twice the field",
                        "{\"extended_weak_password\":[\"a\"],\"extended_weak_password\":[\"b\"]}",
                        "HSS.0002"),
                Arguments.of("no body", "", "HSS.0002"),
                Arguments.of("an array", "[]", "HSS.0002"),
                Arguments.of("text after it", "{\"extended_weak_password\":[]} x", "HSS.0002"),
                Arguments.of("half of it", "{\"extended_weak_password\":[\"a\"", "HSS.0002"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusedWords(String what, String body, String code) {
        api.post(words, "{\"extended_weak_password\":[\"kept\"]}").expect(200);

        api.post(words, body).expect(400, code);

        assertEquals(List.of("kept"), wordsNow());
    }

    @Test
    void leavesWordsWithoutTheFieldAndFoldsDuplicates() {
        api.post(words, "{\"extended_weak_password\":[\"one\",\"two\",\"one\"]}")
                .expect(200);
        api.post(words, "{}").expect(200);

        assertEquals(List.of("one", "two"), wordsNow());
    }

    @Test
    void takesWordsOfOneTo300CodePoints() {
        List<String> longest = List.of("w".repeat(300), "\uD83D\uDD11".repeat(300), "中");
        api.post(words, "{\"extended_weak_password\":" + array(longest) + "}").expect(200);

        assertEquals(
                longest.stream().sorted().toList(), wordsNow().stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({"1,200", "128,200", "129,400"})
    void takesARegionOf1To128Characters(int length, int status) {
        api.with("region", "r".repeat(length)).post(words, "{}").expect(status);
    }

    // The query of weak passwords.

    @ParameterizedTest
    @CsvSource({
        "limit,9,400",
        "limit,10,200",
        "limit,200,200",
        "limit,201,400",
        "offset,-1,400",
        "offset,0,200",
        "offset,2000000,200",
        "offset,2000001,400",
        "limit,ten,400",
        "limit,10.0,400",
        "limit,1e1,400",
        "limit,'',400",
        "limit,%2B10,400",
        "limit,%2010,400",
        "offset,99999999999999999999,400",
        "offset,0x1,400"
    })
    void pagesWithinTheRange(String name, String value, int status) {
        expectQuery(weak + "?" + name + "=" + value, status);
    }

    @ParameterizedTest
    @CsvSource({"enterprise_project_id,1,256", "host_name,0,256", "host_ip,0,256", "user_name,0,32", "host_id,0,64"})
    void filtersHaveTheirLengths(String name, int least, int most) {
        for (String character : List.of("a", "%F0%9F%94%91")) {
            expectQuery(weak + "?" + name + "=" + character.repeat(least), 200);
            expectQuery(weak + "?" + name + "=" + character.repeat(most), 200);
            expectQuery(weak + "?" + name + "=" + character.repeat(most + 1), 400);
        }
        if (least > 0) {
            expectQuery(weak + "?" + name + "=", 400);
        }
        expectQuery(weak + "?" + name + "=a&" + name + "=a", 400);
    }

    @Test
    void pagesByTenFromTheStartWhenNothingIsAsked() {
        assertEquals(
                api.get(weak + "?limit=10&offset=0&enterprise_project_id=0")
                        .expect(200)
                        .json(),
                api.get(weak).expect(200).json());
    }

    // The reset.

    static Stream<Arguments> resets() {
        return Stream.of(
                Arguments.of("one byte", password("a"), 204, ""),
                Arguments.of("512 bytes", password("a".repeat(512)), 204, ""),
                Arguments.of("512 bytes of two each", password("é".repeat(256)), 204, ""),
                Arguments.of("513 bytes", password("a".repeat(513)), 400, "Ecs.0005"),
                Arguments.of("514 bytes of two each", password("é".repeat(257)), 400, "Ecs.0005"),
                Arguments.of("nothing", password(""), 400, "Ecs.0005"),
                Arguments.of("NUL", password("a\\u0000b"), 400, "Ecs.0005"),
                Arguments.of("CR", password("a\\rb"), 400, "Ecs.0005"),
                Arguments.of("LF", password("x\\nbackup:pwned"), 400, "Ecs.0005"),
                Arguments.of("null", "{\"reset-password\":{\"new_password\":null}}", 400, "Ecs.0005"),
                Arguments.of("a number", "{\"reset-password\":{\"new_password\":12345678}}", 400, "Ecs.0005"),
                Arguments.of("no password", "{\"reset-password\":{}}", 400, "Ecs.0005"),
                Arguments.of("no object", "{}", 400, "Ecs.0005"),
                Arguments.of("null for it", "{\"reset-password\":null}", 400, "Ecs.0005"),
                Arguments.of("text for it", "{\"reset-password\":\"x\"}", 400, "Ecs.0005"),
                Arguments.of("an underscore", "{\"reset_password\":{\"new_password\":\"x\"}}", 400, "Ecs.0005"),
                Arguments.of("a flag as text", checked("Str0ng%Words9", "\"true\""), 400, "Ecs.0005"),
                Arguments.of("a flag as number", checked("Str0ng%Words9", "1"), 400, "Ecs.0005"),
                Arguments.of("null for the flag", checked("Str0ng%Words9", "null"), 400, "Ecs.0005"),
                Arguments.of(
                        "twice the password",
                        "{\"reset-password\":{\"new_password\":\"a\",\"new_password\":\"b\"}}",
                        400,
                        "Ecs.0005"),
                Arguments.of(
                        "twice the object",
                        "{\"reset-password\":{\"new_password\":\"a\"},\"reset-password\":{\"new_password\":\"b\"}}",
                        400,
                        "Ecs.0005"),
                Arguments.of("no body", "", 400, "Common.0002"),
                Arguments.of("two commas", "{\"reset-password\":{\"new_password\":\"a\",,}}", 400, "Ecs.0005"),
                // With the check: 8 to 26 characters, three classes, no user name, no forbidden character.
                Arguments.of("7 checked", checked("Qz7%mkp", "true"), 400, "Ecs.0011"),
                Arguments.of("8 checked", checked("Qz7%mkpv", "true"), 204, ""),
                Arguments.of("26 checked", checked("Qz7%mkpvQz7%mkpvQz7%mkpvQz", "true"), 204, ""),
                Arguments.of("27 checked", checked("Qz7%mkpvQz7%mkpvQz7%mkpvQz7", "true"), 400, "Ecs.0011"),
                Arguments.of("two classes", checked("qzkwmpvxhj75", "true"), 400, "Ecs.0011"),
                Arguments.of("three classes", checked("qzkwmpvXhj75", "true"), 204, ""),
                Arguments.of("a forbidden dollar", checked("Qz7%mkpv$", "true"), 400, "Ecs.0011"),
                Arguments.of("a forbidden space", checked("Qz7%mkpv x", "true"), 400, "Ecs.0011"),
                Arguments.of("a Chinese character", checked("Qz7%mkpv中", "true"), 400, "Ecs.0011"),
                Arguments.of("the user name", checked("Qz7%root8", "true"), 400, "Ecs.0011"),
                Arguments.of("the user name reversed", checked("Qz7%toor8", "true"), 400, "Ecs.0011"),
                Arguments.of("all of it unchecked", checked("root", "false"), 204, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void resets(String what, String body, int status, String code) {
        api.put(reset, body).expect(status, code);
    }

    @Test
    void resetsNoUnknownServer() {
        String unknown = served.ecs("/cloudservers/00000000-0000-4000-8000-000000000000/os-reset-password");

        api.put(unknown, password("anything")).expect(404, "Ecs.0114");
    }

    // The policy.

    @ParameterizedTest
    @CsvSource({
        "maximum_consecutive_identical_chars,0,32",
        "minimum_password_age,0,1440",
        "minimum_password_length,8,32",
        "password_reuse_prevention,0,24",
        "password_validity_period,0,180",
        "password_char_combination,2,4"
    })
    void numbersOfThePolicyHaveTheirRanges(String name, int least, int most) {
        for (int value : List.of(least, least + 1, most - 1, most)) {
            JsonNode policy =
                    change("{\"" + name + "\":" + value + "}").expect(200).json();
            assertEquals(value, policy.at("/password_policy/" + name).intValue());
        }
        JsonNode kept = policyNow();
        List<String> wrong = List.of(
                "" + (least - 1),
                "" + (most + 1),
                "\"" + least + "\"",
                least + ".5",
                least + ".0",
                "true",
                "null",
                "[]",
                "{}",
                "1e400",
                "99999999999999999999");
        for (String value : wrong) {
            change("{\"" + name + "\":" + value + "}").expect(400, "IAM.0073");
        }
        change("{\"" + name + "\":" + least + ",\"" + name + "\":" + least + "}")
                .expect(400, "IAM.0011");
        assertEquals(kept, policyNow());
        change(SeedRequests.POLICY).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password_not_username_or_invert", "allow_user_to_change_password"})
    void flagsOfThePolicyAreTrueOrFalse(String name) {
        for (boolean value : List.of(false, true)) {
            JsonNode policy =
                    change("{\"" + name + "\":" + value + "}").expect(200).json();
            assertEquals(value, policy.at("/password_policy/" + name).booleanValue());
        }
        JsonNode kept = policyNow();
        for (String value : List.of("\"false\"", "0", "null", "[]", "{}")) {
            change("{\"" + name + "\":" + value + "}").expect(400, "IAM.0073");
        }
        change("{\"" + name + "\":false,\"" + name + "\":false}").expect(400, "IAM.0011");
        assertEquals(kept, policyNow());
    }

    @Test
    void aPolicyKeepsWhatIsLeftOut() {
        JsonNode kept = policyNow();

        assertEquals(kept, change("{}").expect(200).json());
        assertEquals(
                kept,
                change("{\"maximum_password_length\":16,\"of_another_year\":1}")
                        .expect(200)
                        .json());
        assertEquals(kept, policyNow());
    }

    @Test
    void oneWrongFieldOfThePolicyChangesNone() {
        JsonNode kept = policyNow();

        change("{\"minimum_password_length\":20,\"password_char_combination\":5}")
                .expect(400, "IAM.0073");

        assertEquals(kept, policyNow());
    }

    @ParameterizedTest
    @CsvSource({"2,at least two of the following", "3,at least three of the following", "4,all four of the following"})
    void thePolicySaysWhatItAsksFor(int classes, String words) {
        JsonNode policy = change("{\"password_char_combination\":" + classes + "}")
                .expect(200)
                .json();

        assertEquals(
                "A password must contain " + words
                        + ": uppercase letters, lowercase letters, digits, and special characters.",
                policy.at("/password_policy/password_requirements").textValue());
    }

    // What every page has: the project and the token.

    @Test
    void aProjectHasAName() {
        api.get("/v5//baseline/weak-password-users").expect(404, "APIGW.0101");
        for (int length : List.of(1, 256, 257)) {
            api.get("/v5/" + "p".repeat(length) + "/baseline/weak-password-users")
                    .expect(403, "APIGW.0306");
            api.put("/v1/" + "p".repeat(length) + "/cloudservers/x/os-reset-password", password("x"))
                    .expect(400, "Ecs.0023");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32_767, 32_768, 32_769, 60_000})
    void aWrongTokenOfAnyLengthIsNoToken(int length) {
        Reply refused = served.api()
                .as(new Credential.Token("t".repeat(length)))
                .get(weak)
                .expect(401, "APIGW.0301");

        assertFalse(refused.text().contains("ttt"), refused.text());
    }

    @Test
    void anEmptyTokenIsNoToken() {
        Reply refused = served.api().as(new Credential.Token("")).get(weak).expect(401, "APIGW.0301");

        assertTrue(refused.text().contains("x-auth-token not found"), refused.text());
    }

    private void expectQuery(String target, int status) {
        Reply reply = api.get(target);
        if (status == 200) {
            reply.expect(200);
        } else {
            reply.expect(status, "HSS.0001");
        }
    }

    private Reply change(String body) {
        return api.put("/v5/password-policy", body);
    }

    private JsonNode policyNow() {
        return api.get("/v5/password-policy").expect(200).json();
    }

    private List<String> wordsNow() {
        return api.get(words)
                .expect(200)
                .json()
                .path("extended_weak_password")
                .valueStream()
                .map(JsonNode::textValue)
                .toList();
    }

    private static String wordsBody(int count) {
        List<String> many = IntStream.range(0, count).mapToObj(i -> "word" + i).collect(Collectors.toList());
        Collections.reverse(many);
        return "{\"extended_weak_password\":" + array(many) + "}";
    }

    private static String array(List<String> items) {
        return items.stream().map(Api::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    /** A reset; the password as it stands in JSON. */
    private static String password(String escaped) {
        return "{\"reset-password\":{\"new_password\":\"" + escaped + "\"}}";
    }

    private static String checked(String password, String flag) {
        return "{\"reset-password\":{\"new_password\":\"" + password + "\",\"is_check_password\":" + flag + "}}";
    }
}
