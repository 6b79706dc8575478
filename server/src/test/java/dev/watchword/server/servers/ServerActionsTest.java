package dev.watchword.server.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.jobs.RebootAnswers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerActionsTest {

    private static final String ACTION = "/v1/" + TestApi.PROJECT + "/cloudservers/action";
    private static final String MISSING = "22a5a2b4-4bb7-4fc7-8ad0-d6a1d5f5e3a7";

    private final RebootAnswers answers = new RebootAnswers();

    @ParameterizedTest
    @EnumSource
    void restartsByTheAgentsAndFollowsThem(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String first = TestHosts.linux(api, "a").added(api);
            String second = TestHosts.linux(api, "b").windows().added(api);
            String job = reboot(api, "SOFT", first, second, first);
            JsonNode begun = job(api, job);
            assertEquals("INIT", begun.path("status").asText());
            assertEquals("2026-11-21T12:00:00.000Z", begun.path("begin_time").asText());
            assertEquals("", begun.path("end_time").asText());
            assertTrue(begun.path("error_code").isNull());
            assertEquals(2, begun.at("/entities/sub_jobs_total").asInt());
            assertEquals(List.of(first, second), begun.path("entities").findValuesAsText("server_id"));
            assertEquals("REBOOT", status(api, first));

            Command of = onlyCommand(api, first);
            assertEquals("reboot", of.kind());
            assertEquals("{\"type\":\"SOFT\"}", of.payload());
            answer(api, of, "delivered");
            assertEquals("RUNNING", job(api, job).path("status").asText());
            answer(api, of, "done");
            assertEquals("RUNNING", job(api, job).path("status").asText());
            assertEquals("ACTIVE", status(api, first));
            api.clock().move(Duration.ofMillis(7));
            answer(api, onlyCommand(api, second), "done");
            JsonNode ended = job(api, job);
            assertEquals("SUCCESS", ended.path("status").asText());
            assertEquals("2026-11-21T12:00:00.007Z", ended.path("end_time").asText());
            assertTrue(ended.path("error_code").isNull());
            assertTrue(ended.path("fail_reason").isNull());
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsAsAWholeWhenOneFails(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String first = TestHosts.linux(api, "a").added(api);
            String second = TestHosts.linux(api, "b").added(api);
            String job = reboot(api, "HARD", first, second);
            assertEquals("HARD_REBOOT", status(api, second));
            answer(api, onlyCommand(api, first), "failed");
            assertEquals("RUNNING", job(api, job).path("status").asText());
            answer(api, onlyCommand(api, first), "done");
            answer(api, onlyCommand(api, second), "done");
            JsonNode ended = job(api, job);
            assertEquals("FAIL", ended.path("status").asText());
            assertEquals("Ecs.0227", ended.path("error_code").asText());
            assertEquals("Failed to reboot.", ended.path("fail_reason").asText());
            assertEquals("FAIL", ended.at("/entities/sub_jobs/0/status").asText());
            assertEquals("SUCCESS", ended.at("/entities/sub_jobs/1/status").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAfterAQuarterOfAnHour(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String host = TestHosts.linux(api, "a")
                    .seen(api.clock().instant().plusSeconds(3_600))
                    .added(api);
            String job = reboot(api, "SOFT", host);
            Command command = onlyCommand(api, host);
            answer(api, command, "delivered");
            api.clock().move(Duration.ofMinutes(15).minusMillis(1));
            assertEquals("RUNNING", job(api, job).path("status").asText());
            api.clock().move(Duration.ofMillis(1));
            JsonNode late = job(api, job);
            assertEquals("FAIL", late.path("status").asText());
            assertEquals("Ecs.0227", late.path("error_code").asText());
            assertEquals("2026-11-21T12:15:00.000Z", late.path("end_time").asText());
            assertEquals("ACTIVE", status(api, host));
            answer(api, command, "done");
            assertEquals("FAIL", job(api, job).path("status").asText());
            reboot(api, "SOFT", host);
        }
    }

    @ParameterizedTest
    @EnumSource
    void restartsNoneWhenOneCannotBe(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String good = TestHosts.linux(api, "a").added(api);
            String silent = TestHosts.linux(api, "s")
                    .seen(api.clock().instant().minus(Duration.ofDays(1)))
                    .added(api);
            String agentless = TestHosts.linux(api, "n").withoutAgent().added(api);
            String foreign =
                    TestHosts.linux(api, "f").in(TestApi.SECOND_PROJECT).added(api);
            assertError(404, "Ecs.0114", api.post(ACTION, body("reboot", "SOFT", good, MISSING)));
            assertError(404, "Ecs.0114", api.post(ACTION, body("reboot", "SOFT", good, foreign)));
            assertError(400, "Ecs.0100", api.post(ACTION, body("reboot", "SOFT", good, silent)));
            assertError(400, "Ecs.0100", api.post(ACTION, body("reboot", "SOFT", good, agentless)));
            assertEquals("ACTIVE", status(api, good));
            reboot(api, "SOFT", good);
            assertError(400, "Ecs.0100", api.post(ACTION, body("reboot", "SOFT", good)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatNothingCanBeStartedOrStopped(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String host = TestHosts.linux(api, "a").added(api);
            String servers = "{\"servers\":[{\"id\":\"" + host + "\"}]}";
            for (String body : List.of(
                    "{\"os-start\":" + servers + "}", "{\"os-stop\":" + servers + "}", body("os-stop", "HARD", host))) {
                TestApi.Response response = api.post(ACTION, body);
                assertError(400, "Ecs.0100", response);
                assertTrue(response.text().contains("hypervisor"), response.text());
            }
            assertError(404, "Ecs.0114", api.post(ACTION, "{\"os-start\":{\"servers\":[{\"id\":\"x\"}]}}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatDoesNotFit(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String host = TestHosts.linux(api, "a").added(api);
            assertError(400, "Common.0002", api.post(ACTION, ""));
            for (String body : List.of(
                    "{}",
                    "[]",
                    "{\"os-migrate\":{\"servers\":[{\"id\":\"" + host + "\"}]}}",
                    "{\"reboot\":null}",
                    "{\"reboot\":{}}",
                    "{\"reboot\":{\"servers\":[{\"id\":\"" + host + "\"}]}}",
                    body("reboot", "soft", host),
                    body("reboot", "", host),
                    body("reboot", "SOFT"),
                    body("os-stop", "FAST", host),
                    body("reboot", "SOFT", host).replace("}}", "},\"os-start\":{\"servers\":[{\"id\":\"x\"}]}}"),
                    body("reboot", "SOFT", host).replace("\"SOFT\"", "1"))) {
                assertError(400, "Ecs.0005", api.post(ACTION, body));
            }
            String[] many = IntStream.range(0, 1_001).mapToObj(i -> host).toArray(String[]::new);
            assertError(400, "Ecs.0118", api.post(ACTION, body("reboot", "SOFT", many)));
            assertError(400, "Ecs.0118", api.post(ACTION, body("os-stop", "SOFT", many)));
            reboot(api, "SOFT", Arrays.copyOf(many, 1_000));
            api.deny("ecs:cloudServers:reboot");
            assertError(403, "Ecs.0003", api.post(ACTION, body("reboot", "SOFT", host)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsNoDifferenceBetweenAbsentAndForeignJobs(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String job = reboot(api, "SOFT", TestHosts.linux(api, "a").added(api));
            TestApi.Response absent = api.get("/v1/" + TestApi.PROJECT + "/jobs/" + MISSING);
            assertError(400, "Common.0011", absent);
            assertEquals(
                    absent.toString(),
                    api.get("/v1/" + TestApi.SECOND_PROJECT + "/jobs/" + job).toString());
            api.deny("ecs:jobs:get");
            assertError(403, "Ecs.0003", api.get("/v1/" + TestApi.PROJECT + "/jobs/" + job));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnswersThatARebootDoesNotHave(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String host = TestHosts.linux(api, "a").added(api);
            String job = reboot(api, "SOFT", host);
            Command command = onlyCommand(api, host);
            assertThrows(ApiError.class, () -> answer(api, command, "staged"));
            assertEquals("INIT", job(api, job).path("status").asText());
        }
    }

    private static String reboot(TestApi api, String type, String... ids) {
        TestApi.Response response = api.post(ACTION, body("reboot", type, ids));
        assertEquals(200, response.status(), response.toString());
        return response.json().path("job_id").asText();
    }

    private static String body(String action, String type, String... ids) {
        return "{\"" + action + "\":{\"type\":\"" + type + "\",\"servers\":["
                + Arrays.stream(ids).map(id -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(",")) + "]}}";
    }

    private static JsonNode job(TestApi api, String id) {
        return api.get("/v1/" + TestApi.PROJECT + "/jobs/" + id).json();
    }

    private static String status(TestApi api, String id) {
        return api.get("/v1/" + TestApi.PROJECT + "/cloudservers/" + id)
                .json()
                .at("/server/status")
                .asText();
    }

    private static Command onlyCommand(TestApi api, String host) {
        List<Command> open = api.parts()
                .database()
                .read(handle -> new Commands().open(handle, host, api.clock().millis()));
        assertEquals(1, open.size());
        return open.getFirst();
    }

    private void answer(TestApi api, Command command, String state) {
        api.parts()
                .database()
                .change(handle -> answers.answered(
                        handle, command, state, "{}", api.clock().millis()));
    }

    private static void assertError(int status, String code, TestApi.Response response) {
        assertEquals(status, response.status(), response.toString());
        assertEquals(code, response.errorCode(), response.toString());
    }
}
