package dev.watchword.server.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.hosts.HostGroups;
import dev.watchword.server.hosts.TestHosts;
import dev.watchword.server.scans.Schedule;
import dev.watchword.server.scans.Schedules;
import dev.watchword.server.words.Dictionaries;
import dev.watchword.server.words.HostWords;
import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyGroupsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHECKS = "/v5/" + TestApi.PROJECT + "/baseline/security-checks";
    private static final String LIST = CHECKS + "/policy-groups?limit=10&offset=0";
    private static final String ADD = CHECKS + "/policy-group/add";

    @ParameterizedTest
    @EnumSource
    void showsTheDefaultGroupBeforeAnybodyMadeOne(Dialect dialect) throws JsonProcessingException {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api).add("h1", "one");
            JsonNode list = api.get(LIST).json();
            assertEquals(1, list.path("total_num").asInt());
            JsonNode group = list.path("data_list").get(0);
            assertEquals(
                    HostGroups.defaultId(TestApi.PROJECT),
                    group.path("group_id").asText());
            assertTrue(group.path("default_group").asBoolean());
            assertFalse(group.path("deletable").asBoolean());
            assertEquals(1, group.path("host_num").asInt());
            assertEquals("[\"agent-h1\"]", group.path("agent_id_list").toString());
            assertEquals(
                    "{\"type\":\"fixed_weekday\",\"day_of_week\":[],\"hour\":4,\"minute\":0,\"random_offset\":1800}",
                    group.path("task_condition").toString());
            String content =
                    "{\"enabled\":true,\"extended_weak_password\":[],\"password_complexity\":{\"min_length\":8,"
                            + "\"min_uppercase_letter\":1,\"min_lowercase_letter\":1,\"min_number\":1,"
                            + "\"min_special_character\":1}}";
            assertEquals(
                    content, group.path("weak_pwd_policy_info").path("content").textValue());
            JsonNode shown =
                    api.get(CHECKS + "/default-policy?support_os=Linux").json();
            assertEquals(
                    JSON.readTree(content), JSON.readTree(shown.path("content").textValue()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriesDictionaryScheduleAndHosts(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api).add("h1", "one").add("h2", "two");
            ok(api.post(ADD, """
                    {"group_name": "web", "support_os": "Linux", "policy_info": {"content": "[opaque]"},
                     "weak_pwd_policy_info": {"content": "{\\"extended_weak_password\\": [\\"acme\\", \\"b\\"]}"},
                     "agent_id_list": ["agent-h1"],
                     "task_condition": {"type": "fixed_weekday", "day_of_week": ["SUNDAY", "MONDAY"], "hour": 23,
                                        "minute": 59, "random_offset": 7200}}
                    """));
            JsonNode group = named(api, "web");
            assertEquals("[opaque]", group.path("policy_info").path("content").asText());
            assertTrue(group.path("deletable").asBoolean());
            assertEquals(1, group.path("host_num").asInt());
            assertEquals(
                    "[\"MONDAY\",\"SUNDAY\"]",
                    group.path("task_condition").path("day_of_week").toString());
            assertEquals(
                    new Schedule(List.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), 23, 59, 7_200),
                    api.parts().database().read(handle -> Schedules.of(handle, "h1")));
            assertEquals(Schedule.DEFAULT, api.parts().database().read(handle -> Schedules.of(handle, "h2")));
            assertEquals(List.of("acme", "b"), words(api, "h1"));

            String one = CHECKS + "/policy-group/" + group.path("group_id").asText();
            ok(api.post(one, "{\"weak_pwd_policy_info\":{\"content\":\"{\\\"enabled\\\":false}\"}}"));
            assertEquals(List.of(), words(api, "h1"));
            ok(api.post(one, "{\"weak_pwd_policy_info\":{\"content\":\"{\\\"enabled\\\":true}\"}}"));
            assertEquals(List.of("acme", "b"), words(api, "h1"));
            ok(api.post(one, "{\"group_name\":\"shop\",\"agent_id_list\":[\"agent-h2\"]}"));
            assertEquals(List.of(), words(api, "h1"));
            assertEquals(List.of("acme", "b"), words(api, "h2"));
            assertEquals(
                    23, named(api, "shop").path("task_condition").path("hour").asInt());

            ok(api.put(
                    CHECKS + "/policy-group",
                    "{\"group_id\":\"" + group.path("group_id").asText()
                            + "\",\"group_name\":\"copy\",\"description\":\"d\"}"));
            JsonNode copy = named(api, "copy");
            assertEquals(0, copy.path("host_num").asInt());
            assertEquals("d", copy.path("description").asText());
            for (String field : List.of("weak_pwd_policy_info", "policy_info", "task_condition", "support_os")) {
                assertEquals(named(api, "shop").path(field), copy.path(field), field);
            }
            ok(api.delete(one));
            assertEquals(2, api.get(LIST).json().path("total_num").asInt());
            assertEquals(List.of(), words(api, "h2"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatDoesNotFitAndChangesNothing(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            for (String bad : List.of(
                    "{}",
                    "{\"group_name\":\"\"}",
                    "{\"group_name\":\"a\",\"support_os\":\"BSD\"}",
                    "{\"group_name\":\"a\",\"task_condition\":{\"hour\":24}}",
                    "{\"group_name\":\"a\",\"task_condition\":{\"hour\":-1}}",
                    "{\"group_name\":\"a\",\"task_condition\":{\"minute\":60}}",
                    "{\"group_name\":\"a\",\"task_condition\":{\"random_offset\":7201}}",
                    "{\"group_name\":\"a\",\"task_condition\":{\"day_of_week\":[\"Mon\"]}}",
                    "{\"group_name\":\"a\",\"task_condition\":{\"type\":\"daily\"}}",
                    "{\"group_name\":\"a\",\"task_condition\":null}",
                    policy("x".repeat(10_242)),
                    policy("no json"),
                    policy("[]"),
                    policy("{\\\"extended_weak_password\\\":[\\\"\\\"]}"),
                    policy("{\\\"extended_weak_password\\\":null}"),
                    policy("{\\\"extended_weak_password\\\":[\\\"a\\\"],\\\"extended_weak_password\\\":[]}"),
                    policy("{\\\"enabled\\\":1}"),
                    policy("{\\\"password_complexity\\\":{\\\"min_length\\\":7}}"),
                    policy("{\\\"password_complexity\\\":{\\\"min_length\\\":27}}"),
                    policy("{\\\"password_complexity\\\":{\\\"min_number\\\":11}}"))) {
                Response response = api.post(ADD, bad);
                assertEquals(400, response.status(), bad);
                assertEquals("HSS.0001", response.errorCode());
            }
            assertEquals(
                    "HSS.0011",
                    api.post(ADD, "{\"group_name\":\"a\",\"agent_id_list\":[\"none\"]}")
                            .errorCode());
            assertEquals(1, api.get(LIST).json().path("total_num").asInt());
            ok(api.post(ADD, policy("{" + " ".repeat(10_239) + "}")));
            assertEquals("HSS.0001", api.post(ADD, "{\"group_name\":\"a\"}").errorCode());
            assertEquals(
                    "HSS.0001",
                    api.delete(CHECKS + "/policy-group/" + HostGroups.defaultId(TestApi.PROJECT))
                            .errorCode());
            assertEquals("HSS.0011", api.delete(CHECKS + "/policy-group/none").errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsNoWordsWithoutPermission(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect).deny("hss:weakPwds:get")) {
            assertEquals("APIGW.0302", api.get(LIST).errorCode());
            assertEquals(
                    "APIGW.0302",
                    api.get(CHECKS + "/default-policy?support_os=Linux").errorCode());
        }
    }

    private static String policy(String content) {
        return "{\"group_name\":\"a\",\"weak_pwd_policy_info\":{\"content\":\"" + content + "\"}}";
    }

    private static JsonNode named(TestApi api, String name) {
        for (JsonNode group : api.get(LIST).json().path("data_list")) {
            if (group.path("group_name").asText().equals(name)) {
                return group;
            }
        }
        throw new AssertionError("no group " + name);
    }

    private static List<String> words(TestApi api, String host) {
        HostWords words = new HostWords(new Dictionaries(api.parts().atRest()));
        return api.parts().database().read(handle -> words.words(handle, host));
    }

    private static void ok(Response response) {
        assertEquals(200, response.status(), response::toString);
        assertEquals("", response.text());
    }
}
