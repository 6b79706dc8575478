package dev.watchword.server.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Permission;
import dev.watchword.server.http.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user may do, told for all actions at once. */
class UserPermissionsTest {

    private static final String ALLOW_ALL = "{\"Effect\":\"Allow\",\"Action\":[\"*\"],\"Resource\":[\"*\"]}";

    /** Action, statements, and what they come to. The rules are those of the vendor's policies. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hss:weakPwds:list | {"Effect":"Allow","Action":["hss:*:list"],"Resource":["*"]} | allowed
            hss:weakPwds:list | {"Effect":"Allow","Action":["HSS:weakpwds:LIST"]} | allowed
            hss:hosts:set | {"Effect":"Allow","Action":["hss:*:list"],"Resource":["*"]} | none
            hss:hosts:set | {"Effect":"Allow","NotAction":["iam:*:*"],"Resource":["*"]} | allowed
            iam:users:getUserV5 | {"Effect":"Allow","NotAction":["iam:*:*"],"Resource":["*"]} | none
            iam:users:getUserV5 | {"Effect":"Allow","Action":["*"],"Resource":["iam::*:user:a"]} | partly
            iam:users:getUserV5 | {"Effect":"Allow","Action":["*"],"NotResource":["iam::*:user:a"]} | partly
            iam:users:getUserV5 | {"Effect":"Allow","Action":["*"],"NotResource":["*"]} | none
            iam:users:getUserV5 | {"Effect":"Allow","Action":["*"],"Condition":{"IpAddress":{"g:SourceIp":"10.0.0.0/8"}}} | partly
            iam:users:getUserV5 | {"Effect":"Allow","Action":["*"],"Condition":{"StringEquals":{"g:MFAPresent":"true"}}} | none
            iam:users:getUserV5 | ALL,{"Effect":"Deny","Action":["iam:users:*"],"Resource":["*"]} | denied
            iam:users:getUserV5 | ALL,{"Effect":"Deny","Action":["iam:users:*"],"Resource":["iam::*:user:a"]} | partly
            iam:users:getUserV5 | {"Effect":"Deny","Action":["iam:users:*"],"Resource":["iam::*:user:a"]} | none
            iam:users:getUserV5 | ALL,{"Effect":"Deny","Action":["*"],"Condition":{"StringEquals":{"g:MFAPresent":"false"}}} | denied
            iam:users:getUserV5 | ALL,{"Effect":"Deny","Action":["*"],"Condition":{"DateLessThan":{"g:CurrentTime":"2020-01-01T00:00:00Z"}}} | partly
            """)
    void statementsComeTo(String action, String statements, String expected) {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            String id = bare(api);
            attach(api, id, "p", statements.replace("ALL", ALLOW_ALL));
            assertEquals(expected, verdicts(api, id).get(action));
        }
    }

    /** Each route is tried: what is told and what is decided must never part. */
    @ParameterizedTest
    @EnumSource
    void whatIsToldIsWhatIsDecided(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String id = bare(api);
            attach(
                    api,
                    id,
                    "mixed",
                    "{\"Effect\":\"Allow\",\"Action\":[\"hss:*:*\",\"iam:*:get*\",\"ecs:*:*\"],\"Resource\":[\"*\"]},"
                            + "{\"Effect\":\"Deny\",\"Action\":[\"hss:hosts:*\"],\"Resource\":[\"*\"]},"
                            + "{\"Effect\":\"Deny\",\"Action\":[\"*:*:*\"],\"Condition\":{\"StringEquals\":{\"g:Unknown\":\"x\"},"
                            + "\"IpAddress\":{\"g:SourceIp\":\"203.0.113.0/24\"}}},"
                            + "{\"Effect\":\"Deny\",\"Action\":[\"ecs:cloudServers:re*\"],\"Condition\":"
                            + "{\"StringEquals\":{\"g:Unknown\":\"x\"}}}");
            Map<String, String> told = verdicts(api, id);
            api.as(TestApi.caller(id, "bert", false)).enforcing();
            List<String> wrong = new ArrayList<>();
            int compared = 0;
            for (Route route : api.routes()) {
                if (route.permission() instanceof Permission.Action action) {
                    Response response = api.call(
                            route.verb(),
                            route.path()
                                    .replace("{project_id}", TestApi.PROJECT)
                                    .replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000000"),
                            "");
                    boolean refused = response.status() == 403;
                    boolean may = told.getOrDefault(action.name(), "").matches("allowed|partly");
                    if (refused == may) {
                        wrong.add(route + " " + action.name() + " " + told.get(action.name()) + " " + response);
                    }
                    compared++;
                }
            }
            assertEquals(List.of(), wrong);
            assertTrue(compared > 100, "only " + compared);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reasonsNameThePolicyTheStatementAndTheGroup(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String id = bare(api);
            String policy =
                    attach(api, id, "deny", "{\"Sid\":\"NoHosts\",\"Effect\":\"Deny\",\"Action\":[\"hss:hosts:*\"]}");
            String group = api.post("/v5/groups", "{\"group_name\":\"night shift\"}")
                    .json()
                    .at("/group/group_id")
                    .asText();
            api.post("/v5/groups/" + group + "/add-user", "{\"user_id\":\"" + id + "\"}");
            api.post("/v5/policies/" + policy + "/attach-group", "{\"group_id\":\"" + group + "\"}");
            JsonNode reason = permissions(api, id).stream()
                    .filter(each -> each.path("action").asText().equals("hss:hosts:set"))
                    .map(each -> each.at("/reasons/0"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(policy, reason.path("policy_id").asText());
            assertEquals("NoHosts", reason.path("statement").asText());
            assertEquals("deny", reason.path("effect").asText());
            assertFalse(reason.path("limited").asBoolean());
            assertTrue(reason.path("attached").asBoolean());
            assertEquals("night shift", reason.at("/groups/0").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoAsksForThemselvesLearnsOfNoPolicy(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String id = bare(api);
            attach(api, id, "secretive", "{\"Effect\":\"Allow\",\"Action\":[\"hss:hosts:get\"]}");
            Response own = api.as(TestApi.caller(id, "bert", false)).get("/v1/watchword/own-permissions");
            assertFalse(own.text().contains("secretive"), own::text);
            assertTrue(own.text().contains("{\"action\":\"hss:hosts:get\",\"verdict\":\"allowed\"}"), own::text);
            Response root =
                    api.as(TestApi.caller(TestApi.ROOT_USER, "root", true)).get("/v1/watchword/own-permissions");
            assertFalse(root.text().contains("none"), root::text);
        }
    }

    /** A user without any group. */
    private static String bare(TestApi api) {
        String id = UserRecordsTest.user(api, "bert");
        api.parts().database().change(handle -> handle.execute("delete from group_member"));
        return id;
    }

    private static String attach(TestApi api, String userId, String name, String statements) {
        String document = Json.object()
                .put("policy_name", name)
                .put("policy_document", "{\"Version\":\"5.0\",\"Statement\":[" + statements + "]}")
                .toString();
        Response made = api.post("/v5/policies", document);
        assertEquals(201, made.status(), made.toString());
        String id = made.json().at("/policy/policy_id").asText();
        assertEquals(
                200,
                api.post("/v5/policies/" + id + "/attach-user", "{\"user_id\":\"" + userId + "\"}")
                        .status());
        return id;
    }

    private static Map<String, String> verdicts(TestApi api, String userId) {
        Map<String, String> verdicts = new HashMap<>();
        permissions(api, userId)
                .forEach(each -> verdicts.put(
                        each.path("action").asText(), each.path("verdict").asText()));
        return verdicts;
    }

    private static List<JsonNode> permissions(TestApi api, String userId) {
        Response response = api.get("/v1/watchword/users/" + userId + "/permissions");
        assertEquals(200, response.status(), response.toString());
        return response.json().path("permissions").valueStream().toList();
    }
}
