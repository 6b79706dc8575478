package dev.watchword.server.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.weakpasswords.Intake;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostsTest {

    private static final String PATH = "/v5/" + TestApi.PROJECT + "/host-management/hosts";

    @ParameterizedTest
    @EnumSource
    void showsAHost(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api).add("h1", "one").set("h1", "public_ip", "203.0.113.9");
            JsonNode list = api.get(PATH).json();
            assertEquals(1, list.path("total_num").asInt());
            String group = HostGroups.defaultId(TestApi.PROJECT);
            assertEquals(
                    "{\"host_name\":\"one\",\"host_id\":\"h1\",\"agent_id\":\"agent-h1\","
                            + "\"private_ip\":\"192.168.0.2\",\"public_ip\":\"203.0.113.9\","
                            + "\"enterprise_project_id\":\"0\",\"enterprise_project_name\":\"default\","
                            + "\"os_name\":\"Debian\",\"os_version\":\"13\",\"os_image\":\"Debian 13\","
                            + "\"os_type\":\"Linux\",\"host_status\":\"ACTIVE\",\"agent_status\":\"online\","
                            + "\"protect_status\":\"opened\",\"version\":\"hss.version.enterprise\","
                            + "\"detect_result\":\"undetected\",\"asset\":0,\"vulnerability\":0,\"baseline\":0,"
                            + "\"intrusion\":0,\"group_id\":\"" + group + "\",\"group_name\":\"default\","
                            + "\"policy_group_id\":\"" + group + "\",\"policy_group_name\":\"default\","
                            + "\"labels\":[],\"agent_create_time\":0,\"agent_update_time\":"
                            + api.parts().now()
                            + ",\"agent_version\":\"0.1.0\",\"open_time\":0,\"outside_host\":true,"
                            + "\"upgradable\":false,\"protect_interrupt\":false}",
                    list.path("data_list").get(0).toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhoseAgentIsHeard(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            long now = api.parts().now();
            new TestHosts(api)
                    .add("h1", "online")
                    .set("h1", "last_seen_at", now - HostSearch.OFFLINE_AFTER)
                    .add("h2", "offline")
                    .set("h2", "last_seen_at", now - HostSearch.OFFLINE_AFTER - 1)
                    .add(TestApi.PROJECT, "0", "h3", "without", "");
            assertEquals(List.of("online"), names(api, "?agent_status=online"));
            assertEquals(List.of("offline"), names(api, "?agent_status=offline"));
            assertEquals(List.of("without"), names(api, "?agent_status=not_installed"));
            assertEquals(List.of("offline", "online"), names(api, "?agent_status=installed"));
            assertEquals(List.of("offline", "without"), names(api, "?agent_status=not_online"));
            assertEquals(List.of(), names(api, "?agent_status=installing"));
            assertEquals(List.of("offline", "online"), names(api, "?protect_status=opened"));
            assertEquals(List.of("without"), names(api, "?protect_status=closed"));
            assertEquals(List.of(), names(api, "?protect_status=protection_exception"));
            assertEquals(List.of("offline", "online", "without"), names(api, "?host_status=ACTIVE"));
            assertEquals(List.of(), names(api, "?host_status=ERROR"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsWeakAccounts(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api)
                    .add("h1", "weak")
                    .add("h2", "clean")
                    .add("h3", "new")
                    .add("h4", "asked");
            report(
                    api,
                    "h1",
                    finding("root", "common", "usable"),
                    finding("old", "empty", "locked"),
                    finding("md5", "weak_scheme", "usable"),
                    finding("app", "derived", "usable"));
            report(api, "h2");
            Response asked =
                    api.post("/v5/" + TestApi.PROJECT + "/host-management/h4/manual-detect", "{\"type\":\"pwd\"}");
            assertEquals(200, asked.status());
            assertEquals(2, one(api, "?host_id=h1").path("baseline").asInt());
            assertEquals("risk", one(api, "?host_id=h1").path("detect_result").asText());
            assertEquals(List.of("weak"), names(api, "?detect_result=risk"));
            assertEquals(List.of("clean"), names(api, "?detect_result=clean"));
            assertEquals(List.of("new"), names(api, "?detect_result=undetected"));
            assertEquals(List.of("asked"), names(api, "?detect_result=scanning"));
            assertEquals(List.of("weak"), names(api, "?has_baseline=true"));
            assertEquals(List.of("asked", "clean", "new"), names(api, "?has_baseline=false"));
            assertEquals(List.of("weak", "asked", "clean", "new"), names(api, "?sort_key=risk_num&sort_dir=desc"));
            assertEquals(List.of("asked", "clean", "new", "weak"), names(api, "?sort_key=risk_num"));
            api.put("/v1/watchword/" + TestApi.PROJECT + "/settings", "{\"include_locked\":true}");
            assertEquals(3, one(api, "?host_id=h1").path("baseline").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void filtersAndPages(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestHosts hosts = new TestHosts(api);
            for (int i = 10; i < 22; i++) {
                hosts.add("h" + i, "Web-" + i);
            }
            hosts.add(TestApi.PROJECT, "ep", "w", "a%_b", "a")
                    .set("w", "os_type", "Windows")
                    .add(TestApi.SECOND_PROJECT, "0", "f", "foreign", "x")
                    .add("gone", "retired")
                    .set("gone", "retired_at", 1L);
            assertEquals(List.of("Web-20", "Web-21"), names(api, "?offset=10"));
            assertEquals(12, names(api, "?limit=200").size());
            assertEquals(12, api.get(PATH).json().path("total_num").asInt());
            assertEquals(
                    13,
                    names(api, "?limit=200&enterprise_project_id=all_granted_eps")
                            .size());
            assertEquals(List.of("a%_b"), names(api, "?enterprise_project_id=ep"));
            assertEquals(List.of("a%_b"), names(api, "?enterprise_project_id=ep&os_type=Windows&host_name=%25_"));
            assertEquals(List.of(), names(api, "?host_name=%25"));
            assertEquals(List.of("Web-15"), names(api, "?host_name=eB-15&host_id=h15&ip_addr=&os_type="));
            assertEquals(10, names(api, "?private_ip=168.0.3").size());
            assertEquals(10, names(api, "?ip_addr=168.0.3").size());
            assertEquals(List.of(), names(api, "?public_ip=168"));

            String group = api.post("/v1/watchword/" + TestApi.PROJECT + "/host-groups", "{\"name\":\"Shop\"}")
                    .json()
                    .path("id")
                    .asText();
            api.post(
                    "/v1/watchword/" + TestApi.PROJECT + "/host-groups/" + group + "/hosts",
                    "{\"host_ids\":[\"h12\"]}");
            for (String filter : List.of("group_id=", "policy_group_id=")) {
                assertEquals(List.of("Web-12"), names(api, "?" + filter + group));
                assertEquals(
                        11,
                        names(api, "?limit=200&" + filter + HostGroups.defaultId(TestApi.PROJECT))
                                .size());
            }
            assertEquals(List.of("Web-12"), names(api, "?policy_group_name=SHO"));
            assertEquals("Shop", one(api, "?group_name=shop").path("group_name").asText());
        }
    }

    @Test
    void checksItsInput() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            for (String bad : List.of(
                    "limit=9",
                    "limit=201",
                    "offset=-1",
                    "offset=2000001",
                    "host_name=" + "a".repeat(257),
                    "host_id=" + "a".repeat(65),
                    "private_ip=" + "1".repeat(129),
                    "agent_status=gone",
                    "detect_result=x",
                    "os_type=linux",
                    "has_baseline=1",
                    "sort_key=name",
                    "sort_dir=up",
                    "enterprise_project_id=")) {
                assertEquals("HSS.0001", api.get(PATH + "?" + bad).errorCode(), bad);
            }
            assertEquals(
                    200, api.get(PATH + "?limit=200&offset=2000000&unknown=1").status());
            api.header("region", "r".repeat(129));
            assertEquals("HSS.0001", api.get(PATH).errorCode());
        }
    }

    private static JsonNode one(TestApi api, String query) {
        return api.get(PATH + query).json().path("data_list").get(0);
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

    private static void report(TestApi api, String host, ScanReport.Finding... findings) {
        long now = api.parts().now();
        ScanReport report = new ScanReport(
                "scan-" + host,
                now,
                now,
                List.of(new ScanReport.Store("/etc/shadow", "system", "")),
                List.of(),
                List.of(findings),
                List.of());
        api.parts().database().change(handle -> new Intake(api.parts().atRest()).record(handle, host, report, now));
    }

    private static ScanReport.Finding finding(String user, String weakness, String state) {
        return new ScanReport.Finding(
                "system", user, "/etc/shadow", state, weakness, "high", "**", "Change it.", 0, 2, 1, 1, "");
    }
}
