package dev.watchword.server.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PasswordPolicyApiTest {

    private static final String POLICY = "/v5/password-policy";

    /** The request of the vendor's page. */
    private static final String PAGE_REQUEST = """
            {
            "maximum_consecutive_identical_chars" : 0,
            "minimum_password_age" : 0,
            "minimum_password_length" : 8,
            "password_reuse_prevention" : 1,
            "password_not_username_or_invert" : true,
            "password_validity_period" : 180,
            "password_char_combination" : 2,
            "allow_user_to_change_password" : true
            }
            """;

    /** The answer of the vendor's page. */
    private static final String PAGE_ANSWER = """
            {"password_policy" : {
            "maximum_consecutive_identical_chars" : 0,
            "maximum_password_length" : 32,
            "minimum_password_age" : 0,
            "minimum_password_length" : 8,
            "password_reuse_prevention" : 1,
            "password_not_username_or_invert" : true,
            "password_requirements" : "A password must contain at least two of the following: uppercase letters, \
            lowercase letters, digits, and special characters.",
            "password_validity_period" : 180,
            "password_char_combination" : 2,
            "allow_user_to_change_password" : true
            }}
            """;

    @ParameterizedTest
    @EnumSource
    void answersThePageOfTheVendorWordForWord(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestApi.Response changed = api.put(POLICY, PAGE_REQUEST);
            assertEquals(200, changed.status());
            assertEquals(json(PAGE_ANSWER), changed.json());
            assertEquals(
                    List.copyOf(names(json(PAGE_ANSWER).path("password_policy"))),
                    List.copyOf(names(changed.json().path("password_policy"))));
            assertEquals(json(PAGE_ANSWER), api.get(POLICY).json());
        }
    }

    @ParameterizedTest
    @EnumSource
    void statesTheDefaultsOfEachAccountByItself(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            ObjectNode defaults = (ObjectNode) json(PAGE_ANSWER);
            defaults.withObject("password_policy").put("password_validity_period", 0);
            assertEquals(defaults, api.get(POLICY).json());
            api.put(POLICY, PAGE_REQUEST);
            api.as(new Caller(
                    TestApi.FOREIGN_DOMAIN,
                    "other",
                    "c0000000000000000000000000000009",
                    "root",
                    true,
                    Optional.empty(),
                    Caller.Credential.TOKEN,
                    "0badcafe"));
            assertEquals(defaults, api.get(POLICY).json());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatIsLeftOut(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            api.put(POLICY, "{\"minimum_password_length\":10,\"allow_user_to_change_password\":false}");
            TestApi.Response changed = api.put(POLICY, "{\"password_reuse_prevention\":24,}");
            assertEquals(
                    10,
                    changed.json()
                            .at("/password_policy/minimum_password_length")
                            .asInt());
            assertEquals(
                    24,
                    changed.json()
                            .at("/password_policy/password_reuse_prevention")
                            .asInt());
            assertEquals(
                    false,
                    changed.json()
                            .at("/password_policy/allow_user_to_change_password")
                            .asBoolean());
            assertEquals(changed.json(), api.put(POLICY, "{}").json());
            assertEquals(changed.json(), api.put(POLICY, "{\"unknown\":null}").json());
        }
    }

    @ParameterizedTest
    @CsvSource({"2,at least two", "3,at least three", "4,all four"})
    void saysHowManyCharacterTypes(int classes, String words) {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            assertEquals(
                    "A password must contain " + words
                            + " of the following: uppercase letters, lowercase letters, digits, and special characters.",
                    api.put(POLICY, "{\"password_char_combination\":" + classes + "}")
                            .json()
                            .at("/password_policy/password_requirements")
                            .asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsEveryDeclaredLimit(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            for (Field field : AccountPasswordPolicy.CHANGES.all()) {
                for (String good : taken(field)) {
                    TestApi.Response answer = api.put(POLICY, "{\"" + field.name() + "\":" + good + "}");
                    assertEquals(200, answer.status(), field.name() + " " + good);
                    assertEquals(
                            good,
                            answer.json()
                                    .path("password_policy")
                                    .path(field.name())
                                    .asText());
                }
                JsonNode before = api.get(POLICY).json();
                for (String bad : refused(field)) {
                    TestApi.Response answer = api.put(POLICY, "{\"" + field.name() + "\":" + bad + "}");
                    assertEquals(400, answer.status(), field.name() + " " + bad);
                    assertEquals("IAM.0073", answer.errorCode());
                    assertTrue(answer.text().contains(field.name()), answer.text());
                }
                String twice = "\"" + field.name() + "\":" + taken(field).getFirst();
                TestApi.Response duplicate = api.put(POLICY, "{" + twice + "," + twice + "}");
                assertEquals(400, duplicate.status());
                assertEquals("IAM.0011", duplicate.errorCode());
                assertEquals(before, api.get(POLICY).json());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAWholeRequestForOneBadField(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            JsonNode before = api.get(POLICY).json();
            assertEquals(
                    400,
                    api.put(POLICY, "{\"minimum_password_length\":20,\"password_char_combination\":5}")
                            .status());
            assertEquals("IAM.0011", api.put(POLICY, "").errorCode());
            assertEquals("IAM.0011", api.put(POLICY, "[]").errorCode());
            assertEquals(
                    "IAM.0011",
                    api.put(POLICY, "{\"minimum_password_length\":20} x").errorCode());
            assertEquals(before, api.get(POLICY).json());
        }
    }

    @ParameterizedTest
    @EnumSource
    void losesNoneOfThirtyTwoConcurrentChanges(Dialect dialect) throws Exception {
        List<Field> fields = AccountPasswordPolicy.CHANGES.all();
        try (TestApi api = TestApi.on(dialect);
                ExecutorService writers = Executors.newFixedThreadPool(32)) {
            List<Future<TestApi.Response>> answers = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                Field field = fields.get(i % fields.size());
                String value = taken(field).getLast();
                answers.add(writers.submit(() -> api.put(POLICY, "{\"" + field.name() + "\":" + value + "}")));
            }
            for (Future<TestApi.Response> answer : answers) {
                assertEquals(200, answer.get().status(), answer.get().text());
            }
            JsonNode policy = api.get(POLICY).json().path("password_policy");
            for (Field field : fields) {
                assertEquals(taken(field).getLast(), policy.path(field.name()).asText(), field.name());
            }
        }
    }

    private static List<String> taken(Field field) {
        return switch (field.shape()) {
            case Shape.Whole whole ->
                List.of(
                        Long.toString(whole.least()),
                        Long.toString(whole.least() + 1),
                        Long.toString(whole.most() - 1),
                        Long.toString(whole.most()));
            default -> List.of("true", "false");
        };
    }

    private static List<String> refused(Field field) {
        List<String> wrong = new ArrayList<>(List.of("null", "\"8\"", "\"true\"", "[]", "{}", "8.0", "8.5", "1e1"));
        switch (field.shape()) {
            case Shape.Whole whole -> {
                wrong.add(Long.toString(whole.least() - 1));
                wrong.add(Long.toString(whole.most() + 1));
                wrong.add("99999999999999999999");
                wrong.add("true");
            }
            default -> wrong.addAll(List.of("0", "1"));
        }
        return wrong;
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    /** The matrix must not silently become empty. */
    @ParameterizedTest
    @CsvSource("8")
    void declaresAsManyFieldsAsThePage(int fields) {
        assertEquals(fields, AccountPasswordPolicy.CHANGES.all().size());
        assertEquals(
                6,
                IntStream.range(0, fields)
                        .filter(i -> AccountPasswordPolicy.CHANGES.all().get(i).shape() instanceof Shape.Whole)
                        .count());
    }
}
