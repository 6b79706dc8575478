package dev.watchword.server.resets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.servers.TestHosts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchResetTest {

    private static final String TARGET = "/v1/" + TestApi.PROJECT + "/cloudservers/os-reset-passwords";
    private static final String GOOD = "\"new_password\":\"Passw0rd!\",";
    private static final String MISSING = "22a5a2b4-4bb7-4fc7-8ad0-d6a1d5f5e3a7";

    private final TestAgents agents = new TestAgents();

    @ParameterizedTest
    @EnumSource
    void resetsAllThatAreNamedInTheirOrder(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String first = host(api, "a");
            String second = host(api, "b");
            TestApi.Response response = api.put(TARGET, body(GOOD, second, first, second));
            assertEquals(200, response.status());
            assertEquals("{\"response\":[{\"id\":\"" + second + "\"},{\"id\":\"" + first + "\"}]}", response.text());
            assertEquals(2, total(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void resetsNoneWhenOneCannotBe(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String good = host(api, "a");
            String windows = TestHosts.linux(api, "w").windows().added(api);
            String foreign =
                    TestHosts.linux(api, "f").in(TestApi.SECOND_PROJECT).added(api);
            String retired = host(api, "r");
            TestHosts.retire(api, retired);
            assertError(404, "Ecs.0114", api.put(TARGET, body(GOOD, good, MISSING)));
            assertError(404, "Ecs.0114", api.put(TARGET, body(GOOD, good, foreign)));
            assertError(404, "Ecs.0114", api.put(TARGET, body(GOOD, good, retired)));
            assertError(400, "Ecs.0100", api.put(TARGET, body(GOOD, good, windows)));
            assertError(400, "Ecs.0011", api.put(TARGET, body("\"new_password\":\"weak\",", good)));
            assertEquals(0, total(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyChecksWhenAsked(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String good = host(api, "a");
            String dry = "\"dry_run\":true,";
            assertEquals(
                    "{\"response\":[{\"id\":\"" + good + "\"}]}",
                    api.put(TARGET, body(dry, good)).text());
            assertEquals(200, api.put(TARGET, body(dry + GOOD, good)).status());
            assertError(400, "Ecs.0011", api.put(TARGET, body(dry + "\"new_password\":\"weak\",", good)));
            assertError(404, "Ecs.0114", api.put(TARGET, body(dry, MISSING)));
            assertEquals(0, total(api));
            assertTrue(agents.seen.isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatDoesNotFit(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String good = host(api, "a");
            assertError(400, "Common.0002", api.put(TARGET, ""));
            for (String body : List.of(
                    "{}",
                    "[]",
                    body("", good),
                    body("\"dry_run\":false,", good),
                    body("\"dry_run\":null,", good),
                    body("\"dry_run\":\"true\",", good),
                    body("\"new_password\":null,", good),
                    body("\"new_password\":\"\",", good),
                    body("\"new_password\":\"" + "Aa1!".repeat(128) + "x\",", good),
                    body("\"new_password\":\"Passw0rd!\\n\",", good),
                    body("\"new_password\":\"Passw0rd!\\uDC00\",", good),
                    body(GOOD),
                    "{" + GOOD + "\"servers\":null}",
                    "{" + GOOD + "\"servers\":{\"id\":\"" + good + "\"}}",
                    "{" + GOOD + "\"servers\":[\"" + good + "\"]}",
                    "{" + GOOD + "\"servers\":[{}]}",
                    "{" + GOOD + "\"servers\":[{\"id\":null}]}",
                    "{" + GOOD + "\"servers\":[{\"id\":7}]}",
                    body(GOOD, ""),
                    body(GOOD, "x".repeat(65)),
                    body(GOOD, "\\u0000"),
                    "{" + GOOD + GOOD + "\"servers\":[{\"id\":\"" + good + "\"}]}",
                    "{\"reset-password\":{" + GOOD + "\"servers\":[{\"id\":\"" + good + "\"}]}}")) {
                assertError(400, "Ecs.0005", api.put(TARGET, body));
            }
            assertError(404, "Ecs.0114", api.put(TARGET, body(GOOD, "x".repeat(64))));
            assertError(
                    400, "Ecs.0011", api.put(TARGET, body("\"new_password\":\"" + "Aa1!".repeat(128) + "\",", good)));
            api.deny("ecs:cloudServers:resetServerPwd");
            assertError(403, "Ecs.0003", api.put(TARGET, body(GOOD, good)));
            assertEquals(0, total(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAThousandServersAtOnce(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            List<String> hosts = hosts(api, 1_001);
            assertEquals(200, api.put(TARGET, body(GOOD, hosts.subList(0, 999))).status());
            assertEquals(999, total(api));
            assertEquals(
                    200, api.put(TARGET, body(GOOD, hosts.subList(0, 1_000))).status());
            assertEquals(1_999, total(api));
            assertError(400, "Ecs.0118", api.put(TARGET, body(GOOD, hosts)));
            assertError(400, "Ecs.0118", api.put(TARGET, body(GOOD, Collections.nCopies(1_001, hosts.getFirst()))));
            assertEquals(1_999, total(api));
        }
    }

    private static List<String> hosts(TestApi api, int count) {
        List<String> ids = new ArrayList<>();
        String like = TestHosts.linux(api, "many").added(api);
        ids.add(like);
        api.parts().database().change(handle -> {
            for (int i = 1; i < count; i++) {
                String id = dev.watchword.server.Ids.uuid();
                handle.execute(
                        "insert into host select ?, project_id, enterprise_project_id, name, name_folded, private_ip,"
                                + " public_ip, ip_folded, os_type, os_name, os_version, group_id, agent_id,"
                                + " agent_version, boot_id, created_at, last_seen_at, retired_at from host where id = ?",
                        id,
                        like);
                ids.add(id);
            }
        });
        return List.copyOf(new java.util.LinkedHashSet<>(ids));
    }

    private String host(TestApi api, String name) {
        String id = TestHosts.linux(api, name).added(api);
        agents.enrol(id);
        return id;
    }

    private static String body(String fields, String... ids) {
        return body(fields, List.of(ids));
    }

    private static String body(String fields, List<String> ids) {
        return "{" + fields + "\"servers\":["
                + ids.stream().map(id -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(",")) + "]}";
    }

    private static int total(TestApi api) {
        return api.get("/v1/watchword/" + TestApi.PROJECT + "/resets")
                .json()
                .path("total_num")
                .asInt();
    }

    private static void assertError(int status, String code, TestApi.Response response) {
        assertEquals(status, response.status(), response.toString());
        assertEquals(code, response.errorCode(), response.toString());
    }
}
