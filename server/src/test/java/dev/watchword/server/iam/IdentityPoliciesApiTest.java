package dev.watchword.server.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.users.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups, policies and what they allow, through the whole API. */
class IdentityPoliciesApiTest {

    @ParameterizedTest
    @EnumSource
    void readyMadeGroupsMayWhatTheirNamesSay(Dialect dialect) {
        try (TestApi api = account(dialect)) {
            assertEquals(
                    List.of("administrators", "default", "operators", "readers"),
                    texts(api.get("/v5/groups").json().path("groups"), "group_name"));
            String anna = user(api, "anna");
            assertEquals(403, as(api, anna, "anna", "get", "/v5/users"));
            join(api, anna, "readers");
            assertEquals(200, as(api, anna, "anna", "get", "/v5/users"));
            assertEquals(403, as(api, anna, "anna", "put", "/v5/password-policy"));
            join(api, anna, "administrators");
            assertEquals(200, as(api, anna, "anna", "put", "/v5/password-policy"));
            leave(api, anna, "administrators");
            assertEquals(403, as(api, anna, "anna", "put", "/v5/password-policy"));
            assertEquals(
                    List.of("default"),
                    texts(
                            api.get("/v5/groups?user_id=" + user(api, "ben"))
                                    .json()
                                    .path("groups"),
                            "group_name"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void followsAttachmentsAndVersionsAtOnce(Dialect dialect) {
        try (TestApi api = account(dialect)) {
            String anna = user(api, "anna");
            String policy = policy(api, "lists", statement("Allow", "iam:users:listUsersV5"));
            String attached = "{\"user_id\":\"" + anna + "\"}";
            assertEquals(403, as(api, anna, "anna", "get", "/v5/users"));
            assertEquals(
                    200,
                    api.post("/v5/policies/" + policy + "/attach-user", attached)
                            .status());
            assertEquals(
                    200,
                    api.post("/v5/policies/" + policy + "/attach-user", attached)
                            .status());
            assertEquals(200, as(api, anna, "anna", "get", "/v5/users"));
            assertEquals(
                    201,
                    api.post(
                                    "/v5/policies/" + policy + "/versions",
                                    document(statement("Deny", "iam:users:*"), "\"set_as_default\":true,"))
                            .status());
            assertEquals(403, as(api, anna, "anna", "get", "/v5/users"));
            assertEquals(
                    "v2",
                    api.get("/v5/policies/" + policy)
                            .json()
                            .at("/policy/default_version_id")
                            .asText());
            assertEquals(
                    200,
                    api.post("/v5/policies/" + policy + "/versions/v1/set-default", "")
                            .status());
            assertEquals(200, as(api, anna, "anna", "get", "/v5/users"));
            assertEquals(
                    409, api.delete("/v5/policies/" + policy + "/versions/v1").status());
            assertEquals(
                    204, api.delete("/v5/policies/" + policy + "/versions/v2").status());
            assertEquals(409, api.delete("/v5/policies/" + policy).status());
            assertEquals(
                    200,
                    api.post("/v5/policies/" + policy + "/detach-user", attached)
                            .status());
            assertEquals(
                    404,
                    api.post("/v5/policies/" + policy + "/detach-user", attached)
                            .status());
            assertEquals(403, as(api, anna, "anna", "get", "/v5/users"));
            assertEquals(204, api.delete("/v5/policies/" + policy).status());
            assertEquals(404, api.get("/v5/policies/" + policy).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void speaksOfResourcesByName(Dialect dialect) {
        try (TestApi api = account(dialect)) {
            String anna = user(api, "anna");
            String ben = user(api, "ben");
            String policy = policy(
                    api,
                    "self",
                    "{'Effect':'Allow','Action':'iam:*:*','Resource':'iam::*:user:anna'}".replace('\'', '"'));
            api.post("/v5/policies/" + policy + "/attach-user", "{\"user_id\":\"" + anna + "\"}");
            assertEquals(200, as(api, anna, "anna", "get", "/v5/users/" + anna));
            assertEquals(403, as(api, anna, "anna", "get", "/v5/users/" + ben));
            assertEquals(403, as(api, anna, "anna", "get", "/v5/users/nobody"));
            assertEquals(403, as(api, anna, "anna", "get", "/v5/users"));
            assertEquals(201, as(api, anna, "anna", "post", "/v5/users/" + anna + "/access-keys"));
            assertEquals(403, as(api, anna, "anna", "post", "/v5/users/" + ben + "/access-keys"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sealsTheReasonOfADenialForTheAccountOnly(Dialect dialect) throws Exception {
        try (TestApi api = account(dialect)) {
            String anna = user(api, "anna");
            String policy =
                    policy(api, "no-users", "{\"Sid\":\"never\",\"Effect\":\"Deny\",\"Action\":\"iam:users:*\"}");
            api.post("/v5/policies/" + policy + "/attach-user", "{\"user_id\":\"" + anna + "\"}");
            api.as(TestApi.caller(anna, "anna", false));
            TestApi.Response denied = api.get("/v5/users/" + anna);
            assertEquals("PAP5.0001", denied.errorCode());
            assertEquals(
                    "00000000000000000000000000000000",
                    denied.json().path("request_id").asText());
            String message = denied.json().path("encoded_authorization_message").asText();
            assertTrue(!message.isEmpty() && message.length() <= 10_240);
            assertFalse(message.contains("never"));
            assertEquals(403, decode(api, message).status());
            api.as(TestApi.caller(TestApi.ROOT_USER, "root", true));
            JsonNode reason = new ObjectMapper()
                    .readTree(
                            decode(api, message).json().path("decoded_message").asText());
            assertEquals("iam:users:getUserV5", reason.path("action").asText());
            assertTrue(reason.path("explicit_deny").asBoolean());
            assertEquals("never", reason.at("/matched_statements/0/sid").asText());
            assertEquals(
                    "no-users", reason.at("/matched_statements/0/policy_name").asText());
            assertEquals(
                    "iam::" + TestApi.DOMAIN + ":user:anna",
                    reason.at("/resources/0").asText());
            assertEquals(
                    "iam::" + TestApi.DOMAIN + ":user:anna",
                    reason.at("/context/g:PrincipalUrn").asText());
            String changed = message.substring(0, 40) + (message.charAt(40) == 'A' ? "B" : "A") + message.substring(41);
            for (String wrong : List.of(changed, "x", "!", "x".repeat(10_240))) {
                TestApi.Response refused = decode(api, wrong);
                assertEquals(400, refused.status());
                assertEquals("IAM.0073", refused.errorCode());
            }
            assertEquals("IAM.0073", decode(api, "").errorCode());
            assertEquals("IAM.0073", decode(api, "x".repeat(10_241)).errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsTokensOfWhoeverPermissionsChange(Dialect dialect) {
        try (TestApi api = account(dialect)) {
            String anna = user(api, "anna");
            String ben = user(api, "ben");
            String group = group(api, "readers");
            join(api, anna, "readers");
            String policy = policy(api, "p", statement("Allow", "hss:*:get"));
            List<Runnable> changes = List.of(
                    () -> api.post("/v5/policies/" + policy + "/attach-group", "{\"group_id\":\"" + group + "\"}"),
                    () -> api.post(
                            "/v5/policies/" + policy + "/versions",
                            document(statement("Allow", "hss:*:list"), "\"set_as_default\":true,")),
                    () -> api.post("/v5/policies/" + policy + "/versions/v1/set-default", ""),
                    () -> api.post("/v5/policies/" + policy + "/detach-group", "{\"group_id\":\"" + group + "\"}"),
                    () -> api.post("/v5/policies/" + policy + "/attach-user", "{\"user_id\":\"" + anna + "\"}"),
                    () -> api.post("/v5/policies/" + policy + "/detach-user", "{\"user_id\":\"" + anna + "\"}"),
                    () -> leave(api, anna, "readers"));
            for (int i = 0; i < changes.size(); i++) {
                issue(api, anna);
                issue(api, ben);
                changes.get(i).run();
                assertEquals(0, tokens(api, anna), "change " + i);
                assertTrue(tokens(api, ben) > 0, "change " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatCameWithTheAccount(Dialect dialect) {
        try (TestApi api = account(dialect)) {
            JsonNode system = api.get("/v5/policies?policy_type=system").json();
            assertEquals(4, system.path("policies").size());
            assertEquals(
                    "iam::system:policy:WatchwordAdministratorPolicy",
                    system.at("/policies/0/urn").asText());
            String id = system.at("/policies/0/policy_id").asText();
            assertEquals(409, api.delete("/v5/policies/" + id).status());
            assertEquals(
                    409,
                    api.post("/v5/policies/" + id + "/versions", document(statement("Allow", "*"), ""))
                            .status());
            String group = group(api, "readers");
            assertEquals(409, api.delete("/v5/groups/" + group).status());
            assertEquals(
                    409,
                    api.put("/v5/groups/" + group, "{\"new_group_name\":\"x\"}").status());
            assertEquals(
                    200,
                    api.put("/v5/groups/" + group, "{\"new_group_description\":\"x\"}")
                            .status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void boundsPoliciesAndVersions(Dialect dialect) {
        try (TestApi api = account(dialect)) {
            String policy = policy(api, "p", statement("Allow", "*"));
            for (int i = 2; i <= 5; i++) {
                assertEquals(
                        201,
                        api.post("/v5/policies/" + policy + "/versions", document(statement("Allow", "*"), ""))
                                .status());
            }
            TestApi.Response sixth =
                    api.post("/v5/policies/" + policy + "/versions", document(statement("Allow", "*"), ""));
            assertEquals(409, sixth.status());
            assertEquals("PAP5.0028", sixth.errorCode());
            JsonNode first =
                    api.get("/v5/policies/" + policy + "/versions?limit=2").json();
            assertEquals(List.of("v5", "v4"), texts(first.path("versions"), "version_id"));
            JsonNode second = api.get("/v5/policies/" + policy + "/versions?limit=3&marker="
                            + first.at("/page_info/next_marker").asText())
                    .json();
            assertEquals(List.of("v3", "v2", "v1"), texts(second.path("versions"), "version_id"));
            assertFalse(second.path("page_info").has("next_marker"));
            assertEquals(
                    "PAP5.0011",
                    api.post("/v5/policies", "{\"policy_name\":\"q\",\"policy_document\":\"{}\"}")
                            .errorCode());
            assertEquals(
                    "PAP5.0030",
                    api.post("/v5/policies", document(statement("Allow", "*"), "\"policy_name\":\"q\",\"path\":\"a\","))
                            .errorCode());
            assertEquals(
                    409,
                    api.post("/v5/policies", document(statement("Allow", "*"), "\"policy_name\":\"p\","))
                            .status());
        }
    }

    @ParameterizedTest
    @CsvSource({"/v5/users", "/v5/groups", "/v5/policies"})
    void listsOnlyTheAccountsOwn(String list) {
        try (TestApi api = account(Dialect.SQLITE)) {
            api.parts().database().change(handle -> {
                IamDefaults.create(handle, TestApi.FOREIGN_DOMAIN, 0);
                handle.execute(
                        "insert into iam_user (id, domain_id, name, description, enabled, root, created_at,"
                                + " password_reset_required) values ('f1', ?, 'foreign', '', true, true, 0, false)",
                        TestApi.FOREIGN_DOMAIN);
            });
            policy(api, "mine", statement("Allow", "*"));
            assertTrue(api.get(list).text().contains(TestApi.DOMAIN));
            assertFalse(api.get(list).text().contains(TestApi.FOREIGN_DOMAIN));
            String foreign = api.parts()
                    .database()
                    .read(handle -> handle.createQuery("select id from "
                                    + list.replace("/v5/users", "iam_user")
                                            .replace("/v5/groups", "iam_group")
                                            .replace("/v5/policies", "identity_policy")
                                    + " where domain_id = :domain limit 1")
                            .bind("domain", TestApi.FOREIGN_DOMAIN)
                            .mapTo(String.class)
                            .one());
            assertFalse(api.get(list).text().contains(foreign));
            assertEquals(
                    api.get(list + "/nothing").text(),
                    api.get(list + "/" + foreign).text().replace(foreign, "nothing"));
        }
    }

    private static TestApi account(Dialect dialect) {
        TestApi api = TestApi.on(dialect).enforcing();
        api.parts()
                .database()
                .change(handle ->
                        IamDefaults.create(handle, TestApi.DOMAIN, api.parts().now()));
        return api;
    }

    private static int as(TestApi api, String id, String name, String verb, String target) {
        api.as(TestApi.caller(id, name, false));
        TestApi.Response answer = switch (verb) {
            case "get" -> api.get(target);
            case "put" -> api.put(target, "{}");
            default -> api.post(target, "");
        };
        api.as(TestApi.caller(TestApi.ROOT_USER, "root", true));
        return answer.status();
    }

    private static TestApi.Response decode(TestApi api, String message) {
        return api.post("/v5/decode-authorization-message", "{\"encoded_message\":\"" + message + "\"}");
    }

    private static String user(TestApi api, String name) {
        return api.post("/v5/users", "{\"name\":\"" + name + "\"}")
                .json()
                .at("/user/user_id")
                .asText();
    }

    private static String group(TestApi api, String name) {
        for (JsonNode group : api.get("/v5/groups").json().path("groups")) {
            if (group.path("group_name").asText().equals(name)) {
                return group.path("group_id").asText();
            }
        }
        throw new AssertionError(name);
    }

    private static void join(TestApi api, String user, String group) {
        assertEquals(
                200,
                api.post("/v5/groups/" + group(api, group) + "/add-user", "{\"user_id\":\"" + user + "\"}")
                        .status());
    }

    private static void leave(TestApi api, String user, String group) {
        assertEquals(
                200,
                api.post("/v5/groups/" + group(api, group) + "/remove-user", "{\"user_id\":\"" + user + "\"}")
                        .status());
    }

    private static String statement(String effect, String action) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":[\"" + action + "\"]}";
    }

    private static String document(String statement, String more) {
        String text = "{\"Version\":\"5.0\",\"Statement\":[" + statement + "]}";
        return "{" + more + "\"policy_document\":\"" + text.replace("\"", "\\\"") + "\"}";
    }

    private static String policy(TestApi api, String name, String statement) {
        TestApi.Response created = api.post("/v5/policies", document(statement, "\"policy_name\":\"" + name + "\","));
        assertEquals(201, created.status(), created.text());
        return created.json().at("/policy/policy_id").asText();
    }

    private static List<String> texts(JsonNode array, String name) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.path(name).asText()));
        return texts;
    }

    private static void issue(TestApi api, String user) {
        api.parts()
                .database()
                .change(handle -> new Tokens()
                        .issue(
                                handle,
                                user,
                                Optional.empty(),
                                Optional.empty(),
                                api.parts().now()));
    }

    private static int tokens(TestApi api, String user) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select count(*) from token where user_id = :user")
                        .bind("user", user)
                        .mapTo(Integer.class)
                        .one());
    }
}
