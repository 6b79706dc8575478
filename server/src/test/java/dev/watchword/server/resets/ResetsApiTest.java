package dev.watchword.server.resets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.servers.TestHosts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResetsApiTest {

    private static final String LIST = "/v1/watchword/" + TestApi.PROJECT + "/resets";
    private static final String MISSING = "22a5a2b4-4bb7-4fc7-8ad0-d6a1d5f5e3a7";

    private final TestAgents agents = new TestAgents();
    private final Commands commands = new Commands();
    private final Resets resets = new Resets(commands);
    private final ResetAnswers answers = new ResetAnswers(resets);

    @ParameterizedTest
    @EnumSource
    void followsAResetToItsEnd(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = host(api, "a");
            String id = reset(api, host);
            long accepted = api.clock().millis();
            for (String state : List.of("delivered", "staged", "applied", "verified")) {
                api.clock().move(Duration.ofMinutes(1));
                answer(api, host, id, state, "{}");
                assertEquals(state, show(api, id).path("state").asText());
            }
            JsonNode reset = show(api, id);
            assertEquals(accepted + 60_000, reset.path("delivered_at").asLong());
            assertEquals(accepted + 120_000, reset.path("staged_at").asLong());
            assertEquals(accepted + 180_000, reset.path("applied_at").asLong());
            assertEquals(accepted + 240_000, reset.path("verified_at").asLong());
            assertFalse(reset.has("failed_at"));
            assertEquals("{}", payload(api, id));
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsWhyAnAgentFailed(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = host(api, "a");
            String id = reset(api, host);
            answer(api, host, id, "failed", "{\"reason\":\"hash_rejected\",\"more\":1}");
            assertEquals("failed", show(api, id).path("state").asText());
            assertEquals("hash_rejected", show(api, id).path("reason").asText());
            answer(api, host, id, "verified", "{}");
            assertEquals("failed", show(api, id).path("state").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsTheNewestWin(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = host(api, "a");
            String older = reset(api, host);
            answer(api, host, older, "staged", "{}");
            String newer = reset(api, host);
            assertEquals("failed", show(api, older).path("state").asText());
            assertEquals("superseded", show(api, older).path("reason").asText());
            assertEquals(newer, show(api, older).path("superseded_by").asText());
            assertEquals(List.of(newer), open(api, host));
            assertEquals("{}", payload(api, older));
            // The host had started before its agent could hear of the newer one.
            answer(api, host, older, "applied", "{}");
            assertEquals("applied", show(api, older).path("state").asText());
            answer(api, host, newer, "verified", "{}");
            answer(api, host, older, "verified", "{}");
            assertEquals("applied", show(api, older).path("state").asText());
            assertEquals("verified", show(api, newer).path("state").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsOneOfManyAtTheSameTime(Dialect dialect) throws Exception {
        int callers = 12;
        try (TestApi api = TestApi.on(dialect, agents);
                ExecutorService pool = Executors.newFixedThreadPool(callers)) {
            String host = host(api, "a");
            String target = "/v1/" + TestApi.PROJECT + "/cloudservers/" + host + "/os-reset-password";
            List<Future<Integer>> statuses = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                String body = "{\"reset-password\":{\"new_password\":\"pw" + i + "\"}}";
                statuses.add(pool.submit(() -> api.put(target, body).status()));
            }
            for (Future<Integer> status : statuses) {
                assertEquals(204, status.get());
            }
            assertEquals(callers, total(api, ""));
            assertEquals(1, total(api, "?state=accepted"));
            assertEquals(1, open(api, host).size());
            assertEquals(
                    (long) callers,
                    api.parts()
                            .database()
                            .<Long>read(
                                    handle -> handle.createQuery("select counter from reset where state = 'accepted'")
                                            .mapTo(Long.class)
                                            .one()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void expiresAfterThirtyDays(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = host(api, "a");
            String id = reset(api, host);
            ResetExpiry expiry = new ResetExpiry(api.parts(), resets);
            api.clock().move(Duration.ofDays(30).minusMillis(1));
            expiry.run();
            assertEquals("accepted", show(api, id).path("state").asText());
            assertEquals(List.of(id), open(api, host));
            api.clock().move(Duration.ofMillis(1));
            assertEquals("expired", show(api, id).path("state").asText());
            assertEquals(1, total(api, "?state=expired"));
            assertEquals(0, total(api, "?state=accepted"));
            assertTrue(payload(api, id).contains("envelope"));
            expiry.run();
            assertEquals("expired", show(api, id).path("state").asText());
            assertEquals("{}", payload(api, id));
            answer(api, host, id, "delivered", "{}");
            assertEquals("expired", show(api, id).path("state").asText());
            answer(api, host, id, "applied", "{}");
            assertEquals("applied", show(api, id).path("state").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpResetsOfRetiredHosts(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = host(api, "a");
            String id = reset(api, host);
            TestHosts.retire(api, host);
            new ResetExpiry(api.parts(), resets).run();
            assertEquals("failed", show(api, id).path("state").asText());
            assertEquals("unreachable", show(api, id).path("reason").asText());
            assertEquals("{}", payload(api, id));
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelsOnlyWhatNoAgentHas(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = host(api, "a");
            String id = reset(api, host);
            TestApi.Response cancelled = api.delete(LIST + "/" + id);
            assertEquals(200, cancelled.status());
            assertEquals("cancelled", cancelled.json().path("reason").asText());
            assertTrue(open(api, host).isEmpty());
            assertError(409, "WW.0009", api.delete(LIST + "/" + id));
            String next = reset(api, host);
            answer(api, host, next, "delivered", "{}");
            assertError(409, "WW.0009", api.delete(LIST + "/" + next));
            assertEquals("delivered", show(api, next).path("state").asText());
            api.deny("watchword:resets:cancel");
            assertError(403, "APIGW.0302", api.delete(LIST + "/" + next));
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsTheNewestFirstAndFilters(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String first = host(api, "a");
            String second = host(api, "b");
            String one = reset(api, first);
            api.clock().move(Duration.ofSeconds(1));
            String two = reset(api, second);
            api.as(TestApi.caller("u".repeat(32), "eve", false));
            String three = reset(api, first);
            api.clock().move(Duration.ofSeconds(1));
            assertEquals(Set.of(two, three), Set.copyOf(ids(api, LIST).subList(0, 2)));
            assertEquals(one, ids(api, LIST).get(2));
            assertEquals(List.of(three, one), ids(api, LIST + "?host_id=" + first));
            assertEquals(
                    List.of(three, one), ids(api, "/v1/watchword/" + TestApi.PROJECT + "/hosts/" + first + "/resets"));
            assertEquals(List.of(one), ids(api, LIST + "?host_id=" + first + "&state=failed"));
            assertEquals(List.of(three), ids(api, LIST + "?requested_by=" + "u".repeat(32)));
            assertEquals(List.of(), ids(api, LIST + "?host_id=" + MISSING));
            assertEquals(List.of(), ids(api, LIST.replace(TestApi.PROJECT, TestApi.SECOND_PROJECT)));
            assertEquals(List.of(one), ids(api, LIST + "?offset=2"));
            assertEquals(3, total(api, "?offset=2000000"));
            assertError(404, "WW.0004", api.get("/v1/watchword/" + TestApi.PROJECT + "/hosts/" + MISSING + "/resets"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheLimitsOfItsQuery(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            for (String query :
                    List.of("limit=10", "limit=200", "offset=0", "offset=2000000", "state=staged", "host_id=")) {
                assertEquals(200, api.get(LIST + "?" + query).status(), query);
            }
            for (String query : List.of(
                    "limit=9",
                    "limit=201",
                    "limit=",
                    "limit=x",
                    "limit=10&limit=10",
                    "offset=-1",
                    "offset=2000001",
                    "state=done",
                    "state=ACCEPTED",
                    "host_id=" + "x".repeat(65),
                    "requested_by=" + "x".repeat(65))) {
                assertError(400, "WW.0001", api.get(LIST + "?" + query));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsNoDifferenceBetweenAbsentAndForeign(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String id = reset(api, host(api, "a"));
            String elsewhere = LIST.replace(TestApi.PROJECT, TestApi.SECOND_PROJECT) + "/" + id;
            Set<String> shown = Stream.of(LIST + "/" + MISSING, elsewhere)
                    .map(target -> api.get(target).toString().replace(id, "ID").replace(MISSING, "ID"))
                    .collect(Collectors.toSet());
            assertEquals(1, shown.size(), shown.toString());
            assertError(404, "WW.0004", api.get(elsewhere));
            assertError(404, "WW.0004", api.delete(elsewhere));
            assertEquals("accepted", show(api, id).path("state").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnswersThatAResetDoesNotHave(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect, agents)) {
            String host = host(api, "a");
            String id = reset(api, host);
            for (String state : List.of("done", "accepted", "expired", "DELIVERED", "")) {
                org.junit.jupiter.api.Assertions.assertThrows(
                        dev.watchword.server.http.ApiError.class, () -> answer(api, host, id, state, "{}"));
            }
            assertEquals("accepted", show(api, id).path("state").asText());
        }
    }

    private String host(TestApi api, String name) {
        String id = TestHosts.linux(api, name).added(api);
        agents.enrol(id);
        return id;
    }

    /** Resets a password, and gives the reset's id. */
    private static String reset(TestApi api, String host) {
        String target = "/v1/" + TestApi.PROJECT + "/cloudservers/" + host + "/os-reset-password";
        assertEquals(
                204,
                api.put(target, "{\"reset-password\":{\"new_password\":\"pw\"}}")
                        .status());
        return open(api, host).getLast();
    }

    private void answer(TestApi api, String host, String id, String state, String detail) {
        long now = api.clock().millis();
        Command command = new Command(id, host, Resets.KIND, "{}", now, now);
        api.parts().database().change(handle -> answers.answered(handle, command, state, detail, now));
    }

    private static List<String> open(TestApi api, String host) {
        return api
                .parts()
                .database()
                .read(handle -> new Commands().open(handle, host, api.clock().millis()))
                .stream()
                .map(Command::id)
                .toList();
    }

    private static String payload(TestApi api, String id) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select payload from agent_command where id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .one());
    }

    private static JsonNode show(TestApi api, String id) {
        return api.get(LIST + "/" + id).json();
    }

    private static List<String> ids(TestApi api, String target) {
        return api.get(target).json().path("data_list").findValuesAsText("id");
    }

    private static int total(TestApi api, String query) {
        return api.get(LIST + query).json().path("total_num").asInt();
    }

    private static void assertError(int status, String code, TestApi.Response response) {
        assertEquals(status, response.status(), response.toString());
        assertEquals(code, response.errorCode(), response.toString());
    }
}
