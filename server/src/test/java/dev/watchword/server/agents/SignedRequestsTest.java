package dev.watchword.server.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.Ids;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignedRequestsTest {

    private static final String BEAT = "/v1/agents/heartbeat";
    private static final String REPORTS = "/v1/agents/reports";
    private static final String AGENTS = "/v1/watchword/" + TestApi.PROJECT + "/agents";

    @ParameterizedTest
    @EnumSource
    void refusesEveryRouteOfAgentsWithoutProof(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            Transport transport = Transport.to(api);
            for (String route : List.of(
                    "POST " + BEAT,
                    "GET /v1/agents/commands",
                    "POST /v1/agents/commands/x/answers",
                    "POST " + REPORTS,
                    "GET /v1/agents/words",
                    "POST /v1/agents/keys")) {
                String method = route.split(" ")[0];
                String target = route.split(" ")[1];
                for (String header : List.of("", "null", "Bearer x", "WATCHWORD-ED25519 Agent=" + agent.agentId())) {
                    var reply = transport.send(method, target, new byte[0], Map.of("Authorization", header));
                    assertEquals(401, reply.status(), route + " " + header);
                }
                assertEquals(
                        401,
                        transport.send(method, target, new byte[0], Map.of()).status());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatWasChangedAfterSigning(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestAgent other = TestFleet.enrolled(api, "web-2");
            Transport transport = Transport.to(api);
            byte[] body = agent.heartbeatBody();
            AgentRequest request =
                    agent.counter(1).request("POST", BEAT, body, api.clock().millis());
            Map<String, String> headers = agent.headers(request);

            assertEquals(
                    401, transport.send("POST", BEAT + "?a=b", body, headers).status());
            assertEquals(
                    401,
                    transport.send("POST", "/v1/agents/keys", body, headers).status());
            assertEquals(
                    401,
                    transport.send("POST", BEAT, new byte[] {'{', '}'}, headers).status());
            Map<String, String> later = new HashMap<>(headers);
            later.put(AgentRequest.TIME_HEADER, Long.toString(request.time() + 1));
            assertEquals(401, transport.send("POST", BEAT, body, later).status());
            Map<String, String> newer = new HashMap<>(headers);
            newer.computeIfPresent("Authorization", (name, value) -> value.replace("Counter=1", "Counter=2"));
            assertEquals(401, transport.send("POST", BEAT, body, newer).status());
            Map<String, String> stolen = new HashMap<>(headers);
            stolen.computeIfPresent("Authorization", (name, value) -> value.replace(agent.agentId(), other.agentId()));
            assertEquals(401, transport.send("POST", BEAT, body, stolen).status());
            assertEquals(200, transport.send("POST", BEAT, body, headers).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesARequestOnce(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            byte[] body = Json.write(TestFleet.report(api));
            long signed = api.clock().millis();
            assertEquals(204, agent.send("POST", REPORTS, body).status());
            api.clock().move(Duration.ofSeconds(1));
            var again = agent.sendAgain("POST", REPORTS, body, signed);
            assertEquals(401, again.status());
            assertEquals("WW.0103", TestAgent.code(again));
            assertEquals("active", state(api));
            assertEquals(200, agent.beat().status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsTheClockToFiveMinutes(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            long now = api.clock().millis();
            long window = Counters.WINDOW.toMillis();
            byte[] body = agent.heartbeatBody();
            assertEquals(
                    200,
                    agent.counter(1).sendAgain("POST", BEAT, body, now - window).status());
            assertEquals(
                    200,
                    agent.counter(2).sendAgain("POST", BEAT, body, now + window).status());
            for (long off : List.of(-window - 1, window + 1)) {
                var reply = agent.counter(3).sendAgain("POST", BEAT, body, now + off);
                assertEquals("WW.0102", TestAgent.code(reply));
                assertEquals(now, TestAgent.json(reply).path("server_time").asLong());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void remembersAfterARestartWhatHadAnEffect(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            ScanReport report = TestFleet.report(api);
            byte[] reportBody = Json.write(report);
            long now = api.clock().millis();
            AgentRequest reported = agent.counter(1).request("POST", REPORTS, reportBody, now);
            AgentRequest beat = agent.counter(2).request("POST", BEAT, agent.heartbeatBody(), now);
            Transport before = Transport.to(api);
            assertEquals(
                    204,
                    before.send("POST", REPORTS, reportBody, agent.headers(reported))
                            .status());
            assertEquals(
                    200,
                    before.send("POST", BEAT, agent.heartbeatBody(), agent.headers(beat))
                            .status());

            TestApi after = api.restarted();
            Transport transport = Transport.to(after);
            var replayed = transport.send("POST", REPORTS, reportBody, agent.headers(reported));
            assertEquals("WW.0103", TestAgent.code(replayed));
            // A heartbeat may be heard twice over a restart: it has no effect that a repetition could add to.
            assertEquals(
                    200,
                    transport
                            .send("POST", BEAT, agent.heartbeatBody(), agent.headers(beat))
                            .status());
            assertEquals("active", state(after));
            assertEquals(
                    401,
                    transport
                            .send("POST", BEAT, agent.heartbeatBody(), agent.headers(beat))
                            .status());
        }
    }

    /** Two servers on one database: the transaction of the effect decides, not a memory. */
    @ParameterizedTest
    @EnumSource
    void takesARequestOnceOnTwoServers(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestApi second = api.restarted();
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            // Both servers know the agent already.
            byte[] beat = agent.heartbeatBody();
            agent.beat();
            AgentRequest again =
                    agent.counter(2).request("POST", BEAT, beat, api.clock().millis());
            Transport.to(second).send("POST", BEAT, beat, agent.headers(again));

            byte[] body = Json.write(TestFleet.report(api));
            AgentRequest request =
                    agent.counter(3).request("POST", REPORTS, body, api.clock().millis());
            assertEquals(
                    204,
                    Transport.to(api)
                            .send("POST", REPORTS, body, agent.headers(request))
                            .status());
            var replayed = Transport.to(second).send("POST", REPORTS, body, agent.headers(request));
            assertEquals("WW.0103", TestAgent.code(replayed));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noticesTwoMachinesThatAdvanceOneKey(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            assertEquals(200, agent.beat().status());
            TestAgent clone = agent.cloned();
            api.clock().move(Duration.ofSeconds(30));
            assertEquals(200, agent.beat().status());
            assertEquals("active", state(api));
            api.clock().move(Duration.ofSeconds(30));

            var reply = clone.beat();
            assertEquals("WW.0104", TestAgent.code(reply));
            assertEquals(agent.counter(), TestAgent.json(reply).path("counter").asLong());
            assertEquals("suspected_clone", state(api));
            assertEquals(
                    1,
                    api.get(AGENTS + "?state=suspected_clone")
                            .json()
                            .path("total_num")
                            .asInt());
            assertEquals(
                    0,
                    api.get(AGENTS + "?state=active").json().path("total_num").asInt());
            assertEquals(200, agent.beat().status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void noticesALowerCounterThatWasSignedLater(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestAgent clone = agent.cloned();
            assertEquals(200, agent.counter(100).beat().status());
            api.clock().move(Duration.ofSeconds(1));
            assertEquals("WW.0104", TestAgent.code(clone.beat()));
            assertEquals("suspected_clone", state(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noticesABootThatComesBack(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            agent.boot(Ids.uuid()).heartbeat();
            String first = Ids.uuid();
            agent.boot(first).heartbeat();
            agent.boot("another").heartbeat();
            assertEquals("active", state(api));
            agent.boot(first).heartbeat();
            assertEquals("suspected_clone", state(api));
            agent.report(TestFleet.report(api));
            assertEquals("true", api.notes().get("suspected_clone"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesKeysAndRefusesTheOldOnes(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestAgent old = agent.cloned();
            assertEquals(204, agent.changeKeys().status());
            assertEquals(200, agent.beat().status());
            old.counter(agent.counter());
            assertEquals("WW.0101", TestAgent.code(old.beat()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAgentsOfRetiredHosts(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            api.parts().database().change(handle -> handle.execute("update host set retired_at = 1"));
            assertEquals("WW.0101", TestAgent.code(agent.beat()));
            assertEquals("retired", state(api));
        }
    }

    private static String state(TestApi api) {
        return api.get(AGENTS).json().at("/data_list/0/state").asText();
    }
}
