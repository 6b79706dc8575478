package dev.watchword.server.scans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.hosts.HostGroups;
import dev.watchword.server.hosts.TestHosts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScansTest {

    private static final String BASE = "/v5/" + TestApi.PROJECT;
    private static final String HOST = BASE + "/host-management/h1";
    private static final String ASK = HOST + "/scan-status?type=pwd";
    private static final String START = "{\"type\":\"pwd\"}";

    private final Commands commands = new Commands();
    private final Scans scans = new Scans(commands);

    @ParameterizedTest
    @EnumSource
    void followsAScanFromRequestToEnd(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api).add("h1", "one");
            assertEquals(
                    "{\"scan_status\":\"neverscan\",\"scaned_time\":0}",
                    api.get(ASK).text());
            assertEquals("{\"scan_status\":\"neverscan\",\"scanned_time\":0}", project(api));
            start(api);
            Command command = open(api, "h1").getFirst();
            assertEquals("scan", command.kind());
            assertEquals(START, command.payload());
            assertEquals("scanning", status(api));
            assertTrue(project(api).contains("\"scanning\""));
            start(api);
            assertEquals(List.of(command), open(api, "h1"), "it was asked for already");

            assertFalse(answer(api, command, "delivered"));
            assertEquals("scanning", status(api));
            api.clock().move(Duration.ofMinutes(30));
            assertEquals("scanning", status(api));
            api.clock().move(Duration.ofMillis(1));
            assertEquals("over_time", status(api));
            api.clock().move(Duration.ofMinutes(30).minusMillis(1));
            assertEquals("over_time", status(api));
            api.clock().move(Duration.ofMillis(1));
            assertEquals("longscanning", status(api));
            assertTrue(answer(api, command, "done"));
            assertEquals(
                    "{\"scan_status\":\"scaned\",\"scaned_time\":" + api.parts().now() + "}",
                    api.get(ASK).text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksAgainWhenAScanHangsFailsOrIsNeverAnswered(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api).add("h1", "one");
            start(api);
            Command first = open(api, "h1").getFirst();
            api.clock().move(Duration.ofMinutes(61));
            start(api);
            assertEquals(1, open(api, "h1").size());
            Command second = open(api, "h1").getFirst();
            assertNotEquals(first.id(), second.id());
            assertEquals("scanning", status(api));
            answer(api, first, "failed");
            assertEquals("scanning", status(api), "the answer to another request");
            answer(api, second, "failed");
            assertEquals("failed", status(api));
            assertTrue(project(api).contains("\"failed\""));
            start(api);
            api.clock().move(Duration.ofMillis(Scans.PATIENCE));
            assertEquals("failed", status(api));
            assertTrue(project(api).contains("\"failed\""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheEndOfScansThatNobodyAskedFor(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api).add("h1", "one");
            api.parts()
                    .database()
                    .change(handle -> handle.execute(
                            "insert into host_scan (host_id, project_id, scan_id, started_at, finished_at)"
                                    + " values ('h1', ?, 's', 5, 77)",
                            TestApi.PROJECT));
            assertEquals(
                    "{\"scan_status\":\"scaned\",\"scaned_time\":77}",
                    api.get(ASK).text());
            assertEquals("{\"scan_status\":\"scanned\",\"scanned_time\":77}", project(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void startsAWholeGroup(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api)
                    .add("h1", "one")
                    .add("h2", "two")
                    .add(TestApi.PROJECT, "0", "h3", "no agent", "")
                    .add(TestApi.SECOND_PROJECT, "0", "f", "foreign", "a");
            String group = BASE + "/baseline/detection/" + HostGroups.defaultId(TestApi.PROJECT);
            Response started = api.get(group);
            assertEquals(200, started.status(), started::toString);
            assertEquals("", started.text());
            assertEquals(1, open(api, "h1").size());
            assertEquals(1, open(api, "h2").size());
            assertEquals(List.of(), open(api, "h3"));
            assertEquals(List.of(), open(api, "f"));
            assertEquals("HSS.0011", api.get(BASE + "/baseline/detection/none").errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatCannotBeScanned(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api)
                    .add("h1", "one")
                    .add(TestApi.PROJECT, "0", "h2", "no agent", "")
                    .add(TestApi.SECOND_PROJECT, "0", "f", "foreign", "a")
                    .add("gone", "retired")
                    .set("gone", "retired_at", 1L);
            for (String host : List.of("f", "gone", "none")) {
                String path = HOST.replace("/h1", "/" + host);
                assertEquals(
                        "HSS.0011", api.post(path + "/manual-detect", START).errorCode(), host);
                assertEquals("HSS.0011", api.get(path + "/scan-status?type=pwd").errorCode(), host);
            }
            String bare = HOST.replace("/h1", "/h2");
            Response refused = api.post(bare + "/manual-detect", START);
            assertEquals(400, refused.status());
            assertEquals("HSS.1001", refused.errorCode());
            assertEquals("HSS.1001", api.get(bare + "/scan-status?type=pwd").errorCode());
            for (String bad :
                    List.of("{}", "{\"type\":\"\"}", "{\"type\":\"all\"}", "{\"type\":null}", "{\"type\":1}")) {
                assertEquals("HSS.0001", api.post(HOST + "/manual-detect", bad).errorCode(), bad);
            }
            assertEquals("HSS.0002", api.post(HOST + "/manual-detect", "").errorCode());
            assertEquals("HSS.0001", api.get(HOST + "/scan-status").errorCode());
            assertEquals("HSS.0001", api.get(HOST + "/scan-status?type=x").errorCode());
            assertEquals(List.of(), open(api, "h1"));
        }
    }

    private static void start(TestApi api) {
        Response response = api.post(HOST + "/manual-detect", START);
        assertEquals(200, response.status(), response::toString);
        assertEquals("", response.text());
    }

    private static String status(TestApi api) {
        return api.get(ASK).json().path("scan_status").asText();
    }

    private static String project(TestApi api) {
        return api.get(BASE + "/baseline/scan-status").text();
    }

    private List<Command> open(TestApi api, String host) {
        return api.parts()
                .database()
                .read(handle -> commands.open(handle, host, api.parts().now()));
    }

    private boolean answer(TestApi api, Command command, String state) {
        return api.parts()
                .database()
                .write(handle ->
                        scans.answered(handle, command, state, "{}", api.parts().now()));
    }
}
