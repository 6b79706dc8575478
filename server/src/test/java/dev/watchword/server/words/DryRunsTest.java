package dev.watchword.server.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.hosts.TestHosts;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DryRunsTest {

    private static final String PATH = "/v1/watchword/" + TestApi.PROJECT + "/dictionaries/dry-run";

    private final Commands commands = new Commands();

    @ParameterizedTest
    @EnumSource
    void asksEveryHostAndCountsWhatTheyAnswer(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api)
                    .add("h1", "alpha")
                    .add("h2", "beta")
                    .add(TestApi.PROJECT, "0", "h3", "gamma", "")
                    .add(TestApi.SECOND_PROJECT, "0", "h4", "foreign", "a4");
            DryRuns runs = runs(api);
            String job = start(api, "{\"words\":[\"acme\",\"acme\",\"rocket\"]}");

            Command asked = open(api, "h1");
            assertEquals("dry_run", asked.kind());
            assertEquals("{\"dry_run_id\":\"" + job + "\"}", asked.payload());
            assertEquals(List.of("acme", "rocket"), words(api, runs, "h1", job));
            assertEquals(List.of(), words(api, runs, "h3", job));
            assertEquals(List.of(), words(api, runs, "h4", job));
            assertTrue(commandsOf(api, "h4").isEmpty());

            JsonNode running = api.get(PATH + "/" + job).json();
            assertEquals("running", running.path("status").asText());
            assertEquals(2, running.path("queued_num").asInt());
            assertEquals(1, running.path("failed_num").asInt());
            assertEquals(2, running.path("word_num").asInt());

            assertFalse(answer(api, runs, asked, "delivered", "{}"));
            assertTrue(answer(api, runs, asked, "done", "{\"accounts\":7,\"matches\":2,\"reason\":\"\"}"));
            assertEquals(List.of(), words(api, runs, "h1", job), "who has answered needs them no more");
            assertEquals(2, wordRows(api));
            assertTrue(
                    answer(api, runs, open(api, "h2"), "failed", "{\"accounts\":0,\"matches\":0,\"reason\":\"busy\"}"));
            assertEquals(0, wordRows(api));

            JsonNode done = api.get(PATH + "/" + job).json();
            assertEquals("done", done.path("status").asText());
            assertEquals(7, done.path("account_num").asInt());
            assertEquals(2, done.path("match_num").asInt());
            assertEquals(3, done.path("total_num").asInt());
            assertEquals(
                    "[{\"host_id\":\"h1\",\"host_name\":\"alpha\",\"status\":\"done\",\"account_num\":7,"
                            + "\"match_num\":2,\"reason\":\"\"},"
                            + "{\"host_id\":\"h2\",\"host_name\":\"beta\",\"status\":\"failed\",\"account_num\":0,"
                            + "\"match_num\":0,\"reason\":\"busy\"},"
                            + "{\"host_id\":\"h3\",\"host_name\":\"gamma\",\"status\":\"no_agent\","
                            + "\"account_num\":0,\"match_num\":0,\"reason\":\"\"}]",
                    done.path("data_list").toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void believesNoImpossibleAnswer(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            for (String strange : List.of(
                    "{\"accounts\":1,\"matches\":2,\"reason\":\"\"}",
                    "{\"accounts\":-1,\"matches\":-1,\"reason\":\"\"}",
                    "{\"accounts\":10000001,\"matches\":0,\"reason\":\"\"}",
                    "{\"accounts\":\"1\",\"matches\":0,\"reason\":\"\"}",
                    "nonsense",
                    "")) {
                String host = "h" + Math.abs(strange.hashCode());
                new TestHosts(api).add(host, "name");
                String job = start(api, "{\"words\":[\"a\"]}");
                assertTrue(answer(api, runs(api), open(api, host), "done", strange));
                JsonNode first = api.get(PATH + "/" + job).json().path("data_list");
                first.forEach(each -> {
                    if (each.path("host_id").asText().equals(host)) {
                        assertEquals("failed", each.path("status").asText(), strange);
                        assertEquals(0, each.path("match_num").asInt());
                    }
                });
                new TestHosts(api).set(host, "retired_at", 1L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void forgetsTheWordsWhenTimeIsUp(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            new TestHosts(api).add("h1", "alpha");
            String job = start(api, "{\"words\":[\"acme\"]}");
            api.clock().move(Duration.ofMillis(DryRuns.PATIENCE - 1));
            assertEquals(List.of("acme"), words(api, runs(api), "h1", job));
            api.clock().move(Duration.ofMillis(1));
            assertEquals(List.of(), words(api, runs(api), "h1", job));
            JsonNode late = api.get(PATH + "/" + job).json();
            assertEquals("done", late.path("status").asText());
            assertEquals(1, late.path("failed_num").asInt());
            assertEquals("expired", late.path("data_list").get(0).path("status").asText());
            start(api, "{\"words\":[\"other\"]}");
            assertEquals(1, wordRows(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAtOnceWithoutAHostToAsk(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String job = start(api, "{\"words\":[\"acme\"]}");
            assertEquals("done", api.get(PATH + "/" + job).json().path("status").asText());
            assertEquals(0, wordRows(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void checksItsInput(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String many = new ObjectMapper()
                    .valueToTree(Collections.nCopies(301, "a"))
                    .toString();
            for (String bad : List.of(
                    "{}",
                    "{\"words\":[]}",
                    "{\"words\":null}",
                    "{\"words\":[\"\"]}",
                    "{\"words\":" + many + "}",
                    "{\"words\":[\"a\"],\"group_id\":\"\"}")) {
                Response response = api.post(PATH, bad);
                assertEquals(400, response.status(), bad);
                assertEquals("WW.0001", response.errorCode());
            }
            assertEquals(
                    404,
                    api.post(PATH, "{\"words\":[\"a\"],\"group_id\":\"none\"}").status());
            assertEquals(404, api.get(PATH + "/none").status());
            String job = start(api, "{\"words\":[\"a\"]}");
            assertEquals(
                    404,
                    api.get(PATH.replace(TestApi.PROJECT, TestApi.SECOND_PROJECT) + "/" + job)
                            .status());
        }
    }

    private static DryRuns runs(TestApi api) {
        return new DryRuns(new Commands(), api.parts().atRest());
    }

    private static String start(TestApi api, String body) {
        Response response = api.post(PATH, body);
        assertEquals(202, response.status(), response::toString);
        return response.json().path("job_id").asText();
    }

    private List<Command> commandsOf(TestApi api, String host) {
        return api.parts()
                .database()
                .read(handle -> commands.open(handle, host, api.parts().now()));
    }

    private Command open(TestApi api, String host) {
        return commandsOf(api, host).getLast();
    }

    private static List<String> words(TestApi api, DryRuns runs, String host, String job) {
        return api.parts()
                .database()
                .read(handle -> runs.wordsFor(handle, host, job, api.parts().now()));
    }

    private static boolean answer(TestApi api, DryRuns runs, Command command, String state, String detail) {
        return api.parts()
                .database()
                .write(handle -> runs.answered(
                        handle, command, state, detail, api.parts().now()));
    }

    private static int wordRows(TestApi api) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select count(*) from dry_run_word")
                        .mapTo(Integer.class)
                        .one());
    }
}
