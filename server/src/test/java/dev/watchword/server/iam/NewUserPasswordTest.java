package dev.watchword.server.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.users.Tokens;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the password policy demands, felt by somebody who sets passwords of users. */
class NewUserPasswordTest {

    private static final String GOOD = "Quiet-Harbour-27";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // length
                "{\"minimum_password_length\":10} | Kx7-qvTzm | it has fewer than 10 characters",
                "{\"minimum_password_length\":10} | Kx7-qvTzmw |",
                "{} | Kx7-qvTzmwKx7-qvTzmwKx7-qvTzmw12 |",
                "{} | Kx7-qvTzmwKx7-qvTzmwKx7-qvTzmw123 | it has more than 32 characters",
                "{\"minimum_password_length\":32} | Kx7-qvTzmwKx7-qvTzmwKx7-qvTzmw1 | it has fewer than 32 characters",
                // character types
                "{} | kxqvtzmwplom | it mixes 1 of the four character types, at least 2 are required",
                "{} | kxqvtzmwplo7 |",
                "{\"password_char_combination\":3} | kxqvtzmwplo7 | it mixes 2 of the four character types, at least 3",
                "{\"password_char_combination\":4} | Kxqvtzmwplo7 | it mixes 3 of the four character types, at least 4",
                "{\"password_char_combination\":4} | Kxqvtzm-plo7 |",
                // identical characters in a row
                "{} | Kxxxxxxxxxx7 |",
                "{\"maximum_consecutive_identical_chars\":1} | Kxqvtzmmplo7 | a character stands more than 1 times in a row",
                "{\"maximum_consecutive_identical_chars\":1} | Kxqvmzmvplo7 |",
                "{\"maximum_consecutive_identical_chars\":2} | Kxqvtzmmplo7 |",
                "{\"maximum_consecutive_identical_chars\":2} | Kxqvtmmmplo7 | a character stands more than 2 times in a row",
                // user name
                "{} | Anna-Karin1 | it is the user name, or the user name reversed",
                "{} | 1niraK-annA | it is the user name, or the user name reversed",
                "{} | xAnna-Karin1 |",
                "{\"password_not_username_or_invert\":false} | Anna-Karin1 |",
            })
    void meetsTheComposition(String policy, String password, String refusal) {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            api.put("/v5/password-policy", policy);
            String user = user(api, "Anna-Karin1");
            TestApi.Response answer = give(api, user, password, false);
            if (refusal == null) {
                assertEquals(201, answer.status(), answer.text());
                return;
            }
            assertEquals(400, answer.status(), answer.text());
            assertEquals("1118", answer.errorCode());
            assertTrue(answer.text().contains(refusal), answer.text());
            assertFalse(answer.text().contains(password));
            assertEquals(404, api.get("/v5/users/" + user + "/login-profile").status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWeakWordsUnlessTheAccountAllowsThem(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            assertEquals(
                    "{\"refuse_weak_words\":true}",
                    api.get("/v1/watchword/password-rules").text());
            String user = user(api, "anna");
            for (String word : new String[] {"password123", "PassWord123", "P@ssw0rd"}) {
                TestApi.Response refused = give(api, user, word, false);
                assertEquals("1118", refused.errorCode());
                assertTrue(refused.text().contains("list of weak passwords"), refused.text());
            }
            assertEquals(
                    "{\"refuse_weak_words\":false}",
                    api.put("/v1/watchword/password-rules", "{\"refuse_weak_words\":false}")
                            .text());
            assertEquals(201, give(api, user, "password123", false).status());
            assertEquals(
                    "WW.0001", api.put("/v1/watchword/password-rules", "{}").errorCode());
            assertEquals(
                    "WW.0001",
                    api.put("/v1/watchword/password-rules", "{\"refuse_weak_words\":null}")
                            .errorCode());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "3, 3", "24, 24"})
    void refusesTheLastPasswords(int policy, int refused) {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            String user = user(api, "anna");
            api.put("/v5/password-policy", "{\"password_reuse_prevention\":0}");
            give(api, user, password(0), false);
            for (int i = 1; i < 26; i++) {
                assertEquals(200, change(api, user, password(i)).status());
            }
            api.put("/v5/password-policy", "{\"password_reuse_prevention\":" + policy + "}");
            for (int back = refused - 1; back >= 0; back--) {
                TestApi.Response again = change(api, user, password(25 - back));
                assertEquals(400, again.status(), "the password " + back + " before the last");
                assertEquals("1108", again.errorCode());
            }
            assertEquals(200, change(api, user, password(25 - refused)).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void remembersAtMostTwentyFour(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String user = user(api, "anna");
            give(api, user, password(0), false);
            for (int i = 1; i <= 30; i++) {
                change(api, user, password(i));
            }
            int remembered = api.parts()
                    .database()
                    .read(handle -> handle.createQuery("select count(*) from password_history")
                            .mapTo(Integer.class)
                            .one());
            assertEquals(24, remembered);
        }
    }

    @ParameterizedTest
    @EnumSource
    void remembersAPasswordThatWasTakenAway(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            api.put("/v5/password-policy", "{\"password_reuse_prevention\":2}");
            String user = user(api, "anna");
            give(api, user, GOOD, false);
            assertEquals(204, api.delete("/v5/users/" + user + "/login-profile").status());
            assertEquals("1108", give(api, user, GOOD, false).errorCode());
            assertEquals(201, give(api, user, password(1), false).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhenAPasswordExpiresAndForgetsItWithThePolicy(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String user = user(api, "anna");
            String profile = "/v5/users/" + user + "/login-profile";
            TestApi.Response created = give(api, user, GOOD, true);
            assertFalse(created.json().at("/login_profile").has("password_expires_at"));
            assertEquals(
                    "2026-11-21T12:00:00.000Z",
                    created.json().at("/login_profile/created_at").asText());
            api.put("/v5/password-policy", "{\"password_validity_period\":180}");
            assertEquals(
                    "2027-05-20T12:00:00.000Z",
                    api.get(profile)
                            .json()
                            .at("/login_profile/password_expires_at")
                            .asText());
            api.clock().move(Duration.ofDays(1));
            change(api, user, password(1));
            assertEquals(
                    "2027-05-21T12:00:00.000Z",
                    api.get(profile)
                            .json()
                            .at("/login_profile/password_expires_at")
                            .asText());
            assertEquals(
                    "2026-11-21T12:00:00.000Z",
                    api.get(profile).json().at("/login_profile/created_at").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsTokensWithEveryChange(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String user = user(api, "anna");
            assertEquals(0, tokensAfter(api, user, () -> give(api, user, GOOD, false)));
            assertEquals(0, tokensAfter(api, user, () -> change(api, user, password(1))));
            assertEquals(
                    0,
                    tokensAfter(
                            api,
                            user,
                            () -> api.put(
                                    "/v5/users/" + user + "/login-profile", "{\"password_reset_required\":true}")));
            assertEquals(0, tokensAfter(api, user, () -> api.put("/v5/users/" + user, "{\"enabled\":false}")));
            assertEquals(0, tokensAfter(api, user, () -> api.delete("/v5/users/" + user + "/login-profile")));
            assertEquals(1, tokensAfter(api, user, () -> api.put("/v5/users/" + user, "{\"enabled\":true}")));
            assertEquals(0, tokensAfter(api, user, () -> api.delete("/v5/users/" + user)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersAUserWithoutPasswordInTheVendorsWords(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String user = user(api, "anna");
            TestApi.Response none = api.get("/v5/users/" + user + "/login-profile");
            assertEquals(404, none.status());
            assertEquals("IAM.0004", none.errorCode());
            assertEquals(
                    "Could not find login-profile: " + user,
                    none.json().path("error_msg").asText());
            assertEquals(404, change(api, user, GOOD).status());
            assertEquals(404, api.delete("/v5/users/" + user + "/login-profile").status());
            assertEquals(201, give(api, user, GOOD, false).status());
            assertEquals(409, give(api, user, password(1), false).status());
        }
    }

    @Test
    void takesNoControlCharactersNorHalvesOfCharacters() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            String user = user(api, "anna");
            for (String password :
                    new String[] {"Quiet\\u0001Harbour-27", "Quiet\\nHarbour-27", "Quiet\\ud800Harbour-27"}) {
                assertEquals("1118", give(api, user, password, false).errorCode());
            }
            assertEquals(
                    "IAM.0073", give(api, user, "Quiet\\u0000Harbour-27", false).errorCode());
            assertEquals("IAM.0073", give(api, user, "", false).errorCode());
            assertEquals("IAM.0073", give(api, user, "x".repeat(513), false).errorCode());
            assertEquals("1118", give(api, user, "x".repeat(512), false).errorCode());
            assertEquals(
                    "IAM.0072",
                    api.post("/v5/users/" + user + "/login-profile", "{\"password\":\"" + GOOD + "\"}")
                            .errorCode());
        }
    }

    @Test
    void comparesTheCanonicalForm() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            String user = user(api, "anna");
            assertEquals(201, give(api, user, "Quiet-H\\u00e4rbour-27", false).status());
            assertEquals("1108", change(api, user, "Quiet-Ha\\u0308rbour-27").errorCode());
        }
    }

    private static int tokensAfter(TestApi api, String user, Runnable change) {
        api.parts()
                .database()
                .change(handle -> new Tokens()
                        .issue(
                                handle,
                                user,
                                Optional.empty(),
                                Optional.empty(),
                                api.parts().now()));
        change.run();
        int left = api.parts()
                .database()
                .read(handle -> handle.createQuery("select count(*) from token where user_id = :user")
                        .bind("user", user)
                        .mapTo(Integer.class)
                        .one());
        api.parts().database().change(handle -> new Tokens().revokeAll(handle, user));
        return left;
    }

    private static String password(int i) {
        return "Quiet-Harbour-" + (100 + i);
    }

    private static String user(TestApi api, String name) {
        return api.post("/v5/users", "{\"name\":\"" + name + "\"}")
                .json()
                .at("/user/user_id")
                .asText();
    }

    private static TestApi.Response give(TestApi api, String user, String password, boolean resetRequired) {
        return api.post(
                "/v5/users/" + user + "/login-profile",
                "{\"password\":\"" + password + "\",\"password_reset_required\":" + resetRequired + "}");
    }

    private static TestApi.Response change(TestApi api, String user, String password) {
        return api.put("/v5/users/" + user + "/login-profile", "{\"password\":\"" + password + "\"}");
    }
}
