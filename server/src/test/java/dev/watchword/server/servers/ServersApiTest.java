package dev.watchword.server.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServersApiTest {

    private static final String SERVERS = "/v1/" + TestApi.PROJECT + "/cloudservers/";
    private static final String LIST = SERVERS + "detail";
    private static final String MISSING = "22a5a2b4-4bb7-4fc7-8ad0-d6a1d5f5e3a7";

    /** Texts in the vendor's class ServerDetail, whose client refuses a number there. */
    private static final List<String> TEXTS = List.of(
            "status",
            "updated",
            "auto_terminate_time",
            "hostId",
            "OS-EXT-SRV-ATTR:host",
            "key_name",
            "OS-EXT-STS:task_state",
            "OS-EXT-STS:vm_state",
            "OS-EXT-SRV-ATTR:instance_name",
            "OS-EXT-SRV-ATTR:hypervisor_hostname",
            "id",
            "OS-EXT-AZ:availability_zone",
            "user_id",
            "name",
            "created",
            "tenant_id",
            "OS-DCF:diskConfig",
            "accessIPv4",
            "accessIPv6",
            "config_drive",
            "OS-SRV-USG:launched_at",
            "description",
            "host_status",
            "OS-EXT-SRV-ATTR:hostname",
            "OS-EXT-SRV-ATTR:reservation_id",
            "OS-EXT-SRV-ATTR:kernel_id",
            "OS-EXT-SRV-ATTR:ramdisk_id",
            "OS-EXT-SRV-ATTR:root_device_name",
            "OS-EXT-SRV-ATTR:user_data",
            "enterprise_project_id");

    @ParameterizedTest
    @EnumSource
    void showsAServerWithTheTypesThatClientsInsistOn(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String id =
                    TestHosts.linux(api, "Web-1").at("192.0.2.7", "2001:db8::1").added(api);
            JsonNode server = api.get(SERVERS + id).json().path("server");
            TEXTS.forEach(name -> assertTrue(server.path(name).isTextual(), name));
            List.of("id", "name", "vcpus", "ram", "disk")
                    .forEach(name -> assertTrue(server.path("flavor").path(name).isTextual(), name));
            List.of("OS-EXT-STS:power_state", "progress", "OS-EXT-SRV-ATTR:launch_index")
                    .forEach(name -> assertTrue(server.path(name).isInt(), name));
            List.of("security_groups", "tags", "sys_tags", "os-extended-volumes:volumes_attached")
                    .forEach(name -> assertTrue(server.path(name).isArray(), name));
            server.path("metadata").forEach(value -> assertTrue(value.isTextual()));
            assertTrue(server.path("locked").isBoolean());
            assertTrue(server.path("image").path("id").isTextual());
            assertFalse(server.toString().contains(":null"), server.toString());
            assertEquals(id, server.path("id").asText());
            assertEquals("Web-1", server.path("name").asText());
            assertEquals("ACTIVE", server.path("status").asText());
            assertEquals(1, server.path("OS-EXT-STS:power_state").asInt());
            assertEquals("2026-11-21T12:00:00Z", server.path("created").asText());
            assertEquals(TestApi.PROJECT, server.path("tenant_id").asText());
            assertEquals("Linux", server.path("metadata").path("os_type").asText());
            JsonNode addresses = server.path("addresses").path("default");
            assertEquals(List.of("192.0.2.7", "2001:db8::1"), addresses.findValuesAsText("addr"));
            assertEquals(List.of("4", "6"), addresses.findValuesAsText("version"));
            assertEquals(List.of("fixed", "floating"), addresses.findValuesAsText("OS-EXT-IPS:type"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutAnAddressThatNobodySet(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String id = TestHosts.linux(api, "a").at("192.0.2.7", "").added(api);
            JsonNode addresses = api.get(SERVERS + id).json().at("/server/addresses/default");
            assertEquals(List.of("192.0.2.7"), addresses.findValuesAsText("addr"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsFromTheAgentWhetherAServerIsActive(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String id = TestHosts.linux(api, "a").added(api);
            String agentless = TestHosts.linux(api, "b").withoutAgent().added(api);
            assertEquals("UNKNOWN", status(api, agentless));
            api.clock().move(Duration.ofMinutes(5));
            assertEquals("ACTIVE", status(api, id));
            api.clock().move(Duration.ofMillis(1));
            assertEquals("UNKNOWN", status(api, id));
            assertEquals(
                    0,
                    api.get(SERVERS + id)
                            .json()
                            .at("/server/OS-EXT-STS:power_state")
                            .asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsNoDifferenceBetweenAbsentForeignAndRetired(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String retired = TestHosts.linux(api, "old").added(api);
            TestHosts.retire(api, retired);
            String foreign =
                    TestHosts.linux(api, "f").in(TestApi.SECOND_PROJECT).added(api);
            Set<String> answers = Stream.of(MISSING, retired, foreign)
                    .flatMap(id -> Stream.of(
                            api.get(SERVERS + id),
                            api.get(SERVERS + id + "/os-server-password"),
                            api.delete(SERVERS + id + "/os-server-password")))
                    .map(TestApi.Response::toString)
                    .collect(Collectors.toSet());
            assertEquals(
                    Set.of("404 {\"error\":{\"code\":\"Ecs.0114\",\"message\":\"The ECS does not exist.\"}}"), answers);
            assertEquals(0, api.get(LIST).json().path("count").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasNoGeneratedPassword(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String target = SERVERS + TestHosts.linux(api, "a").added(api) + "/os-server-password";
            assertEquals("{\"password\":\"\"}", api.get(target).text());
            assertEquals("204 ", api.delete(target).toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void filters(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String web = TestHosts.linux(api, "Web_1")
                    .at("192.0.2.10", "198.51.100.1")
                    .added(api);
            String db = TestHosts.linux(api, "db%1")
                    .at("192.0.2.1", "")
                    .inEnterpriseProject("e1")
                    .made(api.clock().instant().minusSeconds(1))
                    .added(api);
            String off = TestHosts.linux(api, "\u00c9cole")
                    .at("2001:DB8::1", "")
                    .made(api.clock().instant().minusSeconds(2))
                    .seen(api.clock().instant().minus(Duration.ofDays(1)))
                    .added(api);
            assertEquals(List.of(web, db, off), ids(api, ""));
            assertEquals(List.of(web, db, off), ids(api, "name="));
            assertEquals(List.of(web), ids(api, "name=WEB"));
            assertEquals(List.of(web), ids(api, "name=_"));
            assertEquals(List.of(db), ids(api, "name=%25"));
            assertEquals(List.of(off), ids(api, "name=e%CC%81CO"));
            assertEquals(List.of(web, db), ids(api, "ip=192.0.2.1"));
            assertEquals(List.of(db), ids(api, "ip_eq=192.0.2.1"));
            assertEquals(List.of(web), ids(api, "ip_eq=198.51.100.1"));
            assertEquals(List.of(), ids(api, "ip_eq=192.0.2"));
            assertEquals(List.of(off), ids(api, "ip=2001%3Adb8"));
            assertEquals(List.of(web, db), ids(api, "status=ACTIVE"));
            assertEquals(List.of(off), ids(api, "status=UNKNOWN"));
            assertEquals(List.of(), ids(api, "status=SHUTOFF"));
            assertEquals(List.of(web, off), ids(api, "server_id=" + off + "," + web + "," + MISSING));
            assertEquals(List.of(db), ids(api, "enterprise_project_id=e1"));
            assertEquals(List.of(web, off), ids(api, "enterprise_project_id=0"));
            assertEquals(List.of(web, db, off), ids(api, "enterprise_project_id=all_granted_eps"));
            assertEquals(List.of(web, db, off), ids(api, "not-tags=__type_baremetal"));
            assertEquals(List.of(), ids(api, "tags=a%3Db"));
            assertEquals(List.of(), ids(api, "flavor=s6.small"));
            assertEquals(List.of(), ids(api, "reservation_id=r"));
            assertEquals(List.of(web), ids(api, "name=e&status=ACTIVE&ip=192"));
            assertEquals(List.of(), ids(api, "name=web&status=UNKNOWN"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void turnsPages(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            List<String> all = Stream.iterate(0, i -> i < 26, i -> i + 1)
                    .map(i -> TestHosts.linux(api, "h" + i)
                            .made(api.clock().instant().minusSeconds(i))
                            .added(api))
                    .toList();
            assertEquals(all.subList(0, 25), ids(api, ""));
            assertEquals(all.subList(0, 25), ids(api, "offset=0"));
            assertEquals(all.subList(0, 25), ids(api, "offset=1"));
            assertEquals(all.subList(25, 26), ids(api, "offset=2"));
            assertEquals(List.of(), ids(api, "offset=3"));
            assertEquals(List.of(), ids(api, "offset=2000000&limit=1000"));
            assertEquals(all.subList(4, 6), ids(api, "limit=2&offset=3"));
            assertEquals(all, ids(api, "limit=1000"));
            assertEquals(all.subList(10, 13), ids(api, "limit=3&marker=" + all.get(9)));
            assertEquals(List.of(), ids(api, "marker=" + all.get(25)));
            assertEquals(List.of(), ids(api, "marker=" + MISSING));
            assertEquals(
                    26, api.get(LIST + "?limit=1&offset=9").json().path("count").asInt());
            assertEquals(
                    26,
                    api.get(LIST + "?limit=1&marker=" + all.get(9))
                            .json()
                            .path("count")
                            .asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void turnsPagesOfServersMadeAtTheSameMoment(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Set<String> all = Stream.generate(() -> TestHosts.linux(api, "h").added(api))
                    .limit(5)
                    .collect(Collectors.toSet());
            List<String> whole = ids(api, "");
            assertEquals(all, Set.copyOf(whole));
            assertEquals(whole.stream().sorted().toList(), whole);
            assertEquals(whole.subList(2, 5), ids(api, "marker=" + whole.get(1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheLimitsOfItsQuery(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String thousand = String.join(",", java.util.Collections.nCopies(1_001, MISSING));
            for (String query : List.of(
                    "limit=1",
                    "limit=1000",
                    "offset=0",
                    "offset=2000000",
                    "name=" + "x".repeat(256),
                    "server_id=" + thousand,
                    "unknown=1&unknown=2")) {
                assertEquals(200, api.get(LIST + "?" + query).status(), query);
            }
            for (String query : List.of(
                    "limit=0",
                    "limit=1001",
                    "limit=-1",
                    "limit=1.0",
                    "limit=",
                    "limit=1&limit=1",
                    "offset=-1",
                    "offset=2000001",
                    "offset=x",
                    "name=" + "x".repeat(257),
                    "name=a&name=a",
                    "name=%00",
                    "ip_eq=a%00",
                    "server_id=a%00",
                    "server_id=a,,b",
                    "server_id=,",
                    "marker=" + "x".repeat(65))) {
                TestApi.Response response = api.get(LIST + "?" + query);
                assertEquals(400, response.status(), query);
                assertEquals("Ecs.0005", response.errorCode(), query);
            }
            String different = Stream.iterate(0, i -> i < 1_001, i -> i + 1)
                    .map(i -> "s" + i)
                    .collect(Collectors.joining(","));
            assertEquals("Ecs.0118", api.get(LIST + "?server_id=" + different).errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksForPermission(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            api.deny("ecs:cloudServers:listServersDetails").deny("ecs:cloudServers:showServer");
            for (String target : List.of(LIST, SERVERS + MISSING)) {
                assertEquals(403, api.get(target).status());
                assertEquals("Ecs.0003", api.get(target).errorCode());
            }
        }
    }

    private static String status(TestApi api, String id) {
        return api.get(SERVERS + id).json().at("/server/status").asText();
    }

    private static List<String> ids(TestApi api, String query) {
        TestApi.Response response = api.get(LIST + "?" + query);
        assertEquals(200, response.status(), response.toString());
        return Stream.iterate(0, i -> i < response.json().path("servers").size(), i -> i + 1)
                .map(i -> response.json().path("servers").get(i).path("id").asText())
                .toList();
    }
}
