package dev.watchword.server.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.console.TestBrowser;
import dev.watchword.server.database.Dialect;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users as those who look after them see them. */
class UserRecordsTest {

    private static final String USERS = "/v1/watchword/users";

    @ParameterizedTest
    @EnumSource
    void aRecordHoldsAllThatBelongsToAUser(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String id = user(api, "Anna_B");
            JsonNode fresh = api.get(USERS + "/" + id).json();
            assertFalse(fresh.path("has_password").asBoolean());
            assertEquals(0, fresh.path("last_login_at").asLong());
            assertEquals(0, fresh.path("locked_until").asLong());
            String group = api.post("/v5/groups", "{\"group_name\":\"night shift\"}")
                    .json()
                    .at("/group/group_id")
                    .asText();
            api.post("/v5/groups/" + group + "/add-user", "{\"user_id\":\"" + id + "\"}");
            password(api, id, true);
            String key = api.post("/v5/users/" + id + "/access-keys", "")
                    .json()
                    .at("/access_key/access_key_id")
                    .asText();
            JsonNode record = api.get(USERS + "/" + id).json();
            assertEquals("Anna_B", record.path("user_name").asText());
            assertTrue(record.path("has_password").asBoolean());
            assertTrue(record.path("password_reset_required").asBoolean());
            assertEquals("night shift", record.at("/groups/0/group_name").asText());
            assertEquals(key, record.at("/access_keys/0/access_key_id").asText());
            assertTrue(record.at("/access_keys/0/enabled").asBoolean());
            assertEquals(
                    api.clock().millis(), record.at("/access_keys/0/created_at").asLong());
            assertFalse(record.toString().contains("secret"), record::toString);
            assertEquals(
                    record,
                    api.as(TestApi.caller(id, "Anna_B", false))
                            .get("/v1/watchword/own-user")
                            .json());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListIsSearchedByPartsOfNamesAndPaged(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            for (int i = 10; i < 22; i++) {
                user(api, "worker_" + i);
            }
            user(api, "workerX1");
            JsonNode page = api.get(USERS + "?name=WORKER_&limit=10&offset=10").json();
            assertEquals(12, page.path("total_num").asInt(), "an underscore is itself: " + page);
            assertEquals(
                    List.of("worker_20", "worker_21"),
                    page.path("data_list")
                            .valueStream()
                            .map(each -> each.path("user_name").asText())
                            .toList());
            assertEquals(
                    0, api.get(USERS + "?name=%25").json().path("total_num").asInt());
            assertEquals(14, api.get(USERS).json().path("total_num").asInt(), "the root user among them");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLockIsToldAndEnded(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String id = user(api, "bert");
            password(api, id, false);
            TestBrowser browser = new TestBrowser(api);
            for (int i = 0; i < 6; i++) {
                browser.login("bert", "wrong");
            }
            assertTrue(browser.login("bert", TestBrowser.PASSWORD).text().contains("locked"));
            assertEquals(
                    api.clock().millis() + 15 * 60_000,
                    api.get(USERS + "/" + id).json().path("locked_until").asLong());
            assertEquals(
                    1,
                    api.get(USERS)
                            .json()
                            .path("data_list")
                            .valueStream()
                            .filter(each -> each.path("locked_until").asLong() > 0)
                            .count());
            assertEquals(204, api.post(USERS + "/" + id + "/unlock", "").status());
            assertEquals(id, api.notes().get("user_id"));
            assertEquals(
                    0, api.get(USERS + "/" + id).json().path("locked_until").asLong());
            assertEquals(303, browser.login("bert", TestBrowser.PASSWORD).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void othersAccountsStayHiddenAndTheRootUserIsProtected(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String id = user(api, "bert");
            api.parts()
                    .database()
                    .change(handle -> handle.execute(
                            "update iam_user set domain_id = ? where id = ?", TestApi.FOREIGN_DOMAIN, id));
            for (Response response : List.of(
                    api.get(USERS + "/" + id),
                    api.get(USERS + "/" + id + "/permissions"),
                    api.post(USERS + "/" + id + "/unlock", ""))) {
                assertEquals(404, response.status(), response.toString());
            }
            assertEquals(1, api.get(USERS).json().path("total_num").asInt());
            String other = user(api, "carl");
            assertEquals(
                    403,
                    api.as(TestApi.caller(other, "carl", false))
                            .post(USERS + "/" + TestApi.ROOT_USER + "/unlock", "")
                            .status());
        }
    }

    static String user(TestApi api, String name) {
        return api.post("/v5/users", "{\"name\":\"" + name + "\"}")
                .json()
                .at("/user/user_id")
                .asText();
    }

    static void password(TestApi api, String id, boolean resetRequired) {
        Response made = api.post(
                "/v5/users/" + id + "/login-profile",
                "{\"password\":\"" + TestBrowser.PASSWORD + "\",\"password_reset_required\":" + resetRequired + "}");
        assertEquals(201, made.status(), made.toString());
    }
}
