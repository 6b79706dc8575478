package dev.watchword.server.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.hosts.HostGroups;
import dev.watchword.server.hosts.TestHosts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PasswordComplexityTest {

    private static final String PATH = "/v5/" + TestApi.PROJECT + "/baseline/password-complexity";
    private static final String THREE = "The password should contain at least 3 of the following character types: "
            + "uppercase letters, lowercase letters, digits, and special characters. ";
    private static final String ALL = "The Password should contain the following character types: uppercase letters, "
            + "lowercase letters, digits, and special characters.";
    private static final String LENGTH = "The minimum number of characters in a password should not be smaller than 8";

    @ParameterizedTest
    @EnumSource
    void listsHostsWhoseRulesDemandTooLittle(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api)
                    .add("h1", "short")
                    .add("h22", "good")
                    .add("h333", "Two")
                    .add("h4444", "unread")
                    .add(TestApi.SECOND_PROJECT, "0", "f", "foreign", "a");
            rules(api, "h1", 7, 1, 1, 1, 1);
            rules(api, "h22", 8, 1, 1, 1, 1);
            rules(api, "h333", 6, 1, 1, 0, 0);
            rules(api, "f", 1, 0, 0, 0, 0);

            JsonNode list = api.get(PATH).json();
            assertEquals(2, list.path("total_num").asInt());
            JsonNode first = list.path("data_list").get(0);
            assertEquals(
                    "{\"host_id\":\"h333\",\"host_name\":\"Two\",\"host_ip\":\"192.168.0.4\","
                            + "\"private_ip\":\"192.168.0.4\",\"public_ip\":\"\",\"min_length\":false,"
                            + "\"uppercase_letter\":true,\"lowercase_letter\":true,\"number\":false,"
                            + "\"special_character\":false,\"min_length_num\":8,\"min_uppercase_letter\":1,"
                            + "\"min_lowercase_letter\":1,\"min_number\":1,\"min_special_character\":1,"
                            + "\"update_time\":" + api.parts().now() + ",\"suggestion\":\"" + LENGTH + ". " + THREE
                            + "\"}",
                    first.toString());
            assertEquals(
                    LENGTH, list.path("data_list").get(1).path("suggestion").asText());

            rules(api, "h1", 12, 1, 1, 1, 0);
            assertEquals(
                    ALL,
                    api.get(PATH)
                            .json()
                            .path("data_list")
                            .get(1)
                            .path("suggestion")
                            .asText());
            api.parts().database().change(handle -> PasswordRules.record(handle, "h1", List.of(), 1));
            assertEquals(List.of("Two"), names(api, ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void requiresWhatTheGroupSays(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api).add("h1", "one");
            rules(api, "h1", 8, 1, 1, 1, 1);
            assertEquals(List.of(), names(api, ""));
            String group = "/v5/" + TestApi.PROJECT + "/baseline/security-checks/policy-group/"
                    + HostGroups.defaultId(TestApi.PROJECT);
            Response changed = api.post(
                    group,
                    "{\"weak_pwd_policy_info\":{\"content\":\"{\\\"password_complexity\\\":{\\\"min_length\\\":26,"
                            + "\\\"min_number\\\":10,\\\"min_special_character\\\":0}}\"}}");
            assertEquals(200, changed.status(), changed::toString);
            JsonNode host = api.get(PATH).json().path("data_list").get(0);
            assertEquals(26, host.path("min_length_num").asInt());
            assertEquals(10, host.path("min_number").asInt());
            assertEquals(0, host.path("min_special_character").asInt());
            assertEquals(false, host.path("number").asBoolean(true));
            rules(api, "h1", 26, 1, 1, 10, 0);
            assertEquals(List.of(), names(api, ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void filtersAndPages(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestHosts hosts = new TestHosts(api);
            for (int i = 10; i < 22; i++) {
                hosts.add("h" + i, "Web-" + i);
                rules(api, "h" + i, 5, 0, 0, 0, 0);
            }
            hosts.add(TestApi.PROJECT, "ep", "other", "x%_", "a");
            rules(api, "other", 5, 0, 0, 0, 0);
            assertEquals(10, names(api, "").size());
            assertEquals(List.of("Web-20", "Web-21"), names(api, "?offset=10"));
            assertEquals(12, names(api, "?limit=200").size());
            assertEquals(
                    13,
                    names(api, "?limit=200&enterprise_project_id=all_granted_eps")
                            .size());
            assertEquals(List.of("x%_"), names(api, "?enterprise_project_id=ep&host_name=%25_"));
            assertEquals(List.of("Web-15"), names(api, "?host_name=WEB-15"));
            assertEquals(List.of(), names(api, "?host_name=%25"));
            assertEquals(List.of("Web-15"), names(api, "?host_id=h15"));
            assertEquals(List.of(), names(api, "?host_id=h1"));
            assertEquals(10, names(api, "?host_ip=168.0.3").size());
            assertEquals(List.of(), names(api, "?host_ip=168.0.4&host_name="));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ignoresAndRestores(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api).add("h1", "one").add("h2", "two").add(TestApi.SECOND_PROJECT, "0", "f", "foreign", "a");
            rules(api, "h1", 5, 0, 0, 0, 0);
            rules(api, "h2", 5, 0, 0, 0, 0);
            rules(api, "f", 5, 0, 0, 0, 0);
            String ignore = PATH + "/action?action=ignore";
            assertEquals(
                    "HSS.0011",
                    api.post(ignore, "{\"host_ids\":[\"h1\",\"f\"]}").errorCode());
            assertEquals(List.of("one", "two"), names(api, ""), "all or none");
            Response done = api.post(ignore, "{\"operate_all\":false,\"host_ids\":[\"h1\"]}");
            assertEquals(200, done.status(), done::toString);
            assertEquals(List.of("two"), names(api, "?result_type=unhandled"));
            assertEquals(List.of("one"), names(api, "?result_type=ignored"));
            rules(api, "h1", 4, 0, 0, 0, 0);
            assertEquals(List.of("one"), names(api, "?result_type=ignored"), "a new scan leaves it ignored");
            api.post(ignore, "{\"operate_all\":true,\"host_ids\":[\"not read\"]}");
            assertEquals(List.of("one", "two"), names(api, "?result_type=ignored"));
            api.post(PATH + "/action?action=unignore", "{\"operate_all\":true}");
            assertEquals(List.of("one", "two"), names(api, ""));
        }
    }

    @Test
    void checksItsInput() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            for (String bad : List.of(
                    "?limit=9",
                    "?limit=201",
                    "?limit=x",
                    "?offset=-1",
                    "?offset=2000001",
                    "?result_type=all",
                    "?host_name=" + "a".repeat(257),
                    "?host_ip=" + "a".repeat(257),
                    "?host_id=" + "a".repeat(65),
                    "?enterprise_project_id=",
                    "?limit=10&limit=10")) {
                assertEquals("HSS.0001", api.get(PATH + bad).errorCode(), bad);
            }
            for (String good : List.of(
                    "?limit=10",
                    "?limit=200",
                    "?offset=0",
                    "?offset=2000000",
                    "?host_name=" + "a".repeat(256),
                    "?host_id=" + "a".repeat(64))) {
                assertEquals(200, api.get(PATH + good).status(), good);
            }
            String many = "{\"host_ids\":[\"" + String.join("\",\"", Collections.nCopies(1_001, "a")) + "\"]}";
            for (String bad : List.of("{}", "{\"host_ids\":[]}", "{\"operate_all\":1}", many)) {
                assertEquals(
                        "HSS.0001",
                        api.post(PATH + "/action?action=ignore", bad).errorCode(),
                        bad);
            }
            assertEquals(
                    "HSS.0001",
                    api.post(PATH + "/action", "{\"operate_all\":true}").errorCode());
            assertEquals(
                    "HSS.0001",
                    api.post(PATH + "/action?action=no", "{\"operate_all\":true}")
                            .errorCode());
        }
    }

    private static void rules(TestApi api, String host, int length, int upper, int lower, int digits, int special) {
        ScanReport.Rules rules = new ScanReport.Rules(length, upper, lower, digits, special);
        api.parts()
                .database()
                .change(handle -> PasswordRules.record(
                        handle, host, List.of(rules), api.parts().now()));
    }

    private static List<String> names(TestApi api, String query) {
        List<String> names = new ArrayList<>();
        Response response = api.get(PATH + query);
        assertEquals(200, response.status(), response::toString);
        response.json()
                .path("data_list")
                .forEach(host -> names.add(host.path("host_name").asText()));
        return names;
    }
}
