package dev.watchword.server.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users may do to their own passwords. */
class OwnPasswordTest {

    private static final String FIRST = "Quiet-Harbour-27";
    private static final String SECOND = "Amber-Lantern-58";
    private static final String THIRD = "Copper-Meadow-93";

    @ParameterizedTest
    @EnumSource
    void changesItForWhoeverKnowsTheOldOne(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String user = user(api, false);
            assertEquals("1103", change(api, SECOND, THIRD).errorCode());
            TestApi.Response changed = change(api, FIRST, SECOND);
            assertEquals(200, changed.status(), changed.text());
            assertEquals("", changed.text());
            assertEquals("1103", change(api, FIRST, THIRD).errorCode());
            assertEquals("1108", change(api, SECOND, SECOND).errorCode());
            assertEquals("1118", change(api, SECOND, "password123").errorCode());
            assertEquals(200, change(api, SECOND, THIRD).status());
            assertEquals(200, api.get("/v5/users/" + user + "/login-profile").status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsForTheMinimumAge(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            api.put("/v5/password-policy", "{\"minimum_password_age\":1440}");
            user(api, false);
            TestApi.Response early = change(api, FIRST, SECOND);
            assertEquals(400, early.status());
            assertEquals("IAM.0007", early.errorCode());
            api.clock().move(Duration.ofMinutes(1440).minusMillis(1));
            assertEquals("IAM.0007", change(api, FIRST, SECOND).errorCode());
            api.clock().move(Duration.ofMillis(1));
            assertEquals(200, change(api, FIRST, SECOND).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedWhereTheAccountDoesNotAllowIt(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            api.put("/v5/password-policy", "{\"allow_user_to_change_password\":false}");
            user(api, false);
            TestApi.Response refused = change(api, FIRST, SECOND);
            assertEquals(403, refused.status());
            assertEquals("IAM.0003", refused.errorCode());
            api.as(TestApi.caller(TestApi.ROOT_USER, "root", true));
            assertEquals(201, give(api, TestApi.ROOT_USER, false).status());
            assertEquals(200, change(api, FIRST, SECOND).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAlwaysPossibleWhenAnotherOneIsRequired(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            api.put("/v5/password-policy", "{\"allow_user_to_change_password\":false,\"minimum_password_age\":1440}");
            String user = user(api, true);
            assertEquals("1108", change(api, FIRST, FIRST).errorCode());
            assertEquals(200, change(api, FIRST, SECOND).status());
            assertEquals(
                    false,
                    api.get("/v5/users/" + user + "/login-profile")
                            .json()
                            .at("/login_profile/password_reset_required")
                            .asBoolean());
            assertEquals(403, change(api, SECOND, THIRD).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void locksWhoeverGuessesTheOldOne(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            api.put("/v5/login-policy", "{\"login_failed_times\":3,\"lockout_duration\":15}");
            user(api, false);
            for (int i = 0; i < 3; i++) {
                assertTrue(change(api, SECOND, THIRD).status() >= 400);
            }
            TestApi.Response locked = change(api, FIRST, SECOND);
            assertEquals(401, locked.status());
            assertEquals("IAM.0061", locked.errorCode());
            api.clock().move(Duration.ofMinutes(16));
            assertEquals(200, change(api, FIRST, SECOND).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void needsBoth(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            user(api, false);
            assertEquals(
                    "IAM.0072",
                    api.post("/v5/caller-password", "{\"old_password\":\"x\"}").errorCode());
            assertEquals(
                    "IAM.0073",
                    api.post("/v5/caller-password", "{\"old_password\":null,\"new_password\":\"x\"}")
                            .errorCode());
        }
    }

    private static String user(TestApi api, boolean resetRequired) {
        String id = api.post("/v5/users", "{\"name\":\"anna\"}")
                .json()
                .at("/user/user_id")
                .asText();
        assertEquals(201, give(api, id, resetRequired).status());
        api.as(TestApi.caller(id, "anna", false));
        return id;
    }

    private static TestApi.Response give(TestApi api, String user, boolean resetRequired) {
        return api.post(
                "/v5/users/" + user + "/login-profile",
                "{\"password\":\"" + FIRST + "\",\"password_reset_required\":" + resetRequired + "}");
    }

    private static TestApi.Response change(TestApi api, String old, String chosen) {
        return api.post(
                "/v5/caller-password", "{\"old_password\":\"" + old + "\",\"new_password\":\"" + chosen + "\"}");
    }
}
