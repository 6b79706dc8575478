package dev.watchword.server.iam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.users.AccessKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, access keys and the login policy, through the whole API. */
class UsersApiTest {

    @ParameterizedTest
    @EnumSource
    void createsShowsChangesAndDeletes(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestApi.Response created =
                    api.post("/v5/users", "{\"name\":\"anna\",\"description\":\"night shift\",\"enabled\":false}");
            assertEquals(201, created.status());
            String id = created.json().at("/user/user_id").asText();
            assertEquals(
                    "{\"user\":{\"user_id\":\"" + id + "\",\"user_name\":\"anna\",\"description\":\"night shift\","
                            + "\"is_root_user\":false,\"created_at\":\"2026-11-21T12:00:00.000Z\","
                            + "\"urn\":\"iam::" + TestApi.DOMAIN + ":user:anna\",\"enabled\":false}}",
                    created.text());
            assertTrue(api.get("/v5/users/" + id).json().at("/user/tags").isArray());
            TestApi.Response changed = api.put("/v5/users/" + id, "{\"new_user_name\":\"ann\",\"enabled\":true}");
            assertEquals("ann", changed.json().at("/user/user_name").asText());
            assertEquals("night shift", changed.json().at("/user/description").asText());
            assertTrue(changed.json().at("/user/enabled").asBoolean());
            assertEquals(
                    "{\"user_last_login\":{}}",
                    api.get("/v5/users/" + id + "/last-login").text());
            assertEquals(409, api.post("/v5/users", "{\"name\":\"ann\"}").status());
            assertEquals(204, api.delete("/v5/users/" + id).status());
            TestApi.Response gone = api.get("/v5/users/" + id);
            assertEquals(404, gone.status());
            assertEquals("IAM.0004", gone.errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesByNameCodePointForCodePoint(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            for (String name : List.of("b", "B", "a", "_a", "Z", "a.b", "a b")) {
                assertEquals(
                        201,
                        api.post("/v5/users", "{\"name\":\"" + name + "\"}").status());
            }
            List<String> names = new ArrayList<>();
            String marker = "";
            int pages = 0;
            do {
                JsonNode page = api.get("/v5/users?limit=3" + marker).json();
                page.path("users")
                        .forEach(user -> names.add(user.path("user_name").asText()));
                assertEquals(
                        page.path("users").size(),
                        page.at("/page_info/current_count").asInt());
                marker = page.path("page_info").has("next_marker")
                        ? "&marker=" + page.at("/page_info/next_marker").asText()
                        : "";
                pages++;
            } while (!marker.isEmpty());
            assertEquals(List.of("B", "Z", "_a", "a", "a b", "a.b", "b", "root"), names);
            assertEquals(3, pages);
            assertEquals(400, api.get("/v5/users?limit=0").status());
            assertEquals(400, api.get("/v5/users?limit=201").status());
            assertEquals(400, api.get("/v5/users?limit=1&limit=1").status());
            assertEquals("IAM.0073", api.get("/v5/users?marker=abc").errorCode());
            assertEquals("PAP5.0010", api.get("/v5/users?marker=_w==").errorCode());
            assertEquals(404, api.get("/v5/users?group_id=nothing").status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":null}",
                "{\"name\":1}",
                "{\"name\":\"\"}",
                "{\"name\":\"1anna\"}",
                "{\"name\":\"an/na\"}",
                "{\"name\":\"\\u00e4nna\"}",
                "{\"name\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
                "{\"name\":\"a\",\"description\":\"a<b\"}",
                "{\"name\":\"a\",\"description\":\"a\\nb\"}",
                "{\"name\":\"a\",\"enabled\":\"true\"}",
                "{\"name\":\"a\",\"name\":\"a\"}",
            })
    void refusesUsersThatBreakTheRules(String body) {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            assertEquals(400, api.post("/v5/users", body).status());
            assertEquals(1, api.get("/v5/users").json().path("users").size());
            assertEquals(
                    201,
                    api.post("/v5/users", "{\"name\":\"" + "a".repeat(64) + "\"}")
                            .status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheRootUserToItself(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String root = "/v5/users/" + TestApi.ROOT_USER;
            assertEquals(403, api.delete(root).status());
            assertEquals(403, api.put(root, "{\"enabled\":false}").status());
            assertEquals(200, api.put(root, "{\"new_description\":\"owner\"}").status());
            api.as(TestApi.caller("c1", "admin", false));
            String profile = "{\"password\":\"Quiet-Harbour-27\",\"password_reset_required\":false}";
            assertEquals(403, api.delete(root).status());
            assertEquals(403, api.put(root, "{\"new_user_name\":\"x\"}").status());
            assertEquals(403, api.post(root + "/login-profile", profile).status());
            assertEquals(403, api.put(root + "/login-profile", "{}").status());
            assertEquals(403, api.delete(root + "/login-profile").status());
            assertEquals(403, api.post(root + "/access-keys", "").status());
            assertEquals(200, api.get(root).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesAtMostTwoKeysAndShowsTheirSecretsOnce(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String keys = "/v5/users/" + TestApi.ROOT_USER + "/access-keys";
            TestApi.Response created = api.post(keys, "");
            assertEquals(201, created.status());
            assertTrue(created.answer().secret());
            JsonNode key = created.json().path("access_key");
            String id = key.path("access_key_id").asText();
            String secret = key.path("secret_access_key").asText();
            assertTrue(id.matches("[A-Z0-9]{20}") && secret.matches("[A-Za-z0-9]{40}"));
            byte[] sealed = api.parts()
                    .database()
                    .read(handle -> handle.createQuery("select secret from access_key where id = :id")
                            .bind("id", id)
                            .mapTo(byte[].class)
                            .one());
            assertArrayEquals(
                    secret.getBytes(StandardCharsets.US_ASCII),
                    api.parts().atRest().open(AccessKeys.secretPlace(id), sealed));
            assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains(secret));
            TestApi.Response second = api.post(keys, "");
            assertNotEquals(id, second.json().at("/access_key/access_key_id").asText());
            assertEquals(409, api.post(keys, "").status());
            assertFalse(api.get(keys).text().contains("secret"));
            assertEquals(2, api.get(keys).json().path("access_keys").size());
            assertEquals(
                    "inactive",
                    api.put(keys + "/" + id, "{\"status\":\"inactive\"}")
                            .json()
                            .at("/access_key/status")
                            .asText());
            assertEquals(400, api.put(keys + "/" + id, "{\"status\":\"gone\"}").status());
            assertEquals(
                    "{\"access_key_last_used\":{}}",
                    api.get(keys + "/" + id + "/last-used").text());
            assertEquals(204, api.delete(keys + "/" + id).status());
            assertEquals(404, api.delete(keys + "/" + id).status());
            assertEquals(
                    404, api.put(keys + "/" + id, "{\"status\":\"active\"}").status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsALoginPolicy(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            assertEquals(
                    "{\"login_policy\":{\"user_validity_period\":0,\"custom_info_for_login\":\"\","
                            + "\"lockout_duration\":15,\"login_failed_times\":5,\"period_with_login_failures\":15,"
                            + "\"session_timeout\":60,\"show_recent_login_info\":false,"
                            + "\"allow_address_netmasks\":[],\"allow_ip_ranges\":[]}}",
                    api.get("/v5/login-policy").text());
            TestApi.Response changed = api.put(
                    "/v5/login-policy",
                    "{\"login_failed_times\":3,\"allow_address_netmasks\":[{\"address_netmask\":\"192.0.2.0/24\","
                            + "\"description\":\"office\"}],\"allow_ip_ranges\":[{\"ip_range\":\"::1-::2\"}]}");
            assertEquals(200, changed.status(), changed.text());
            assertEquals(changed.json(), api.get("/v5/login-policy").json());
            assertEquals(changed.json(), api.put("/v5/login-policy", "{}").json());
            assertEquals(
                    "office",
                    changed.json()
                            .at("/login_policy/allow_address_netmasks/0/description")
                            .asText());
            LoginPolicy policy = api.parts().database().read(handle -> LoginPolicies.of(handle, TestApi.DOMAIN));
            assertTrue(policy.allowsConsoleFrom("192.0.2.9"));
            assertTrue(policy.allowsConsoleFrom("::2"));
            assertFalse(policy.allowsConsoleFrom("198.51.100.1"));
            assertTrue(LoginPolicy.DEFAULT.allowsConsoleFrom("198.51.100.1"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "user_validity_period, 0, 240",
        "lockout_duration, 15, 1440",
        "login_failed_times, 3, 10",
        "period_with_login_failures, 15, 60",
        "session_timeout, 15, 1440"
    })
    void holdsTheLimitsOfALoginPolicy(String field, int least, int most) {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            for (int good : new int[] {least, least + 1, most - 1, most}) {
                assertEquals(
                        good,
                        api.put("/v5/login-policy", "{\"" + field + "\":" + good + "}")
                                .json()
                                .path("login_policy")
                                .path(field)
                                .asInt());
            }
            for (String bad : new String[] {"" + (least - 1), "" + (most + 1), "null", "\"20\"", "true", "20.0"}) {
                TestApi.Response refused = api.put("/v5/login-policy", "{\"" + field + "\":" + bad + "}");
                assertEquals("IAM.0073", refused.errorCode(), bad);
            }
            assertEquals(
                    most,
                    api.get("/v5/login-policy")
                            .json()
                            .path("login_policy")
                            .path(field)
                            .asInt());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"allow_address_netmasks\":[{\"address_netmask\":\"192.0.2.0/33\"}]}",
                "{\"allow_address_netmasks\":[{\"description\":\"x\"}]}",
                "{\"allow_address_netmasks\":[{\"address_netmask\":\"office\"}]}",
                "{\"allow_ip_ranges\":[{\"ip_range\":\"192.0.2.9-192.0.2.1\"}]}",
                "{\"allow_ip_ranges\":{}}",
                "{\"allow_ip_ranges\":null}",
                "{\"custom_info_for_login\":\"a\\nb\"}"
            })
    void refusesAddressesThatAreNone(String body) {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            assertEquals(400, api.put("/v5/login-policy", body).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsTheAccount(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            api.parts().database().change(handle -> IamDefaults.create(handle, TestApi.DOMAIN, 0));
            api.post("/v5/users", "{\"name\":\"anna\"}");
            JsonNode summary = api.get("/v5/account-summary").json();
            assertEquals(2, summary.path("users").asInt());
            assertEquals(4, summary.path("groups").asInt());
            assertEquals(14, summary.size());
        }
    }
}
