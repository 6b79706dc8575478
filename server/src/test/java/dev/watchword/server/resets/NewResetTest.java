package dev.watchword.server.resets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.ResetOpening;
import dev.watchword.server.TestApi;
import dev.watchword.server.agents.TestAgent;
import dev.watchword.server.agents.TestFleet;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.servers.TestHosts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Resets through this API: any account, at a boot or now, and what the agent says of them. */
class NewResetTest {

    @ParameterizedTest
    @EnumSource
    void sealsForTheAccountAndTellsTheAgentWhen(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestApi.Response response = post(api, agent.hostId(), "\"account\":\"redis:default\",\"apply\":\"now\"");
            assertEquals(202, response.status(), response.toString());
            JsonNode shown = response.json();
            assertEquals("redis:default", shown.path("account").asText());
            assertEquals("now", shown.path("apply").asText());
            assertEquals("accepted", shown.path("state").asText());
            CommandBatch.Command command = agent.commands().getFirst();
            JsonNode payload = new ObjectMapper().readTree(command.payload());
            assertEquals("now", payload.path("apply").asText());
            ResetOpening.Opened opened = assertInstanceOf(
                    ResetOpening.Opened.class,
                    agent.open(payload.path("envelope").asText()));
            assertEquals("redis:default", opened.terms().account());
            assertEquals(command.id(), opened.terms().commandId());
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsForABootOfRootWhenNothingElseIsSaid(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            JsonNode shown =
                    post(api, agent.hostId(), "\"is_check_password\":true").json();
            assertEquals("root", shown.path("account").asText());
            assertEquals("boot", shown.path("apply").asText());
            JsonNode payload =
                    new ObjectMapper().readTree(agent.commands().getFirst().payload());
            assertEquals(false, payload.has("apply"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void replacesResetsOfTheSameAccountOnly(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            String root = id(post(api, agent.hostId(), "\"account\":\"root\""));
            String other = id(post(api, agent.hostId(), "\"account\":\"ann\""));
            String newer = id(post(api, agent.hostId(), "\"account\":\"root\""));
            assertEquals("failed", show(api, root).path("state").asText());
            assertEquals("superseded", show(api, root).path("reason").asText());
            assertEquals(newer, show(api, root).path("superseded_by").asText());
            assertEquals("accepted", show(api, other).path("state").asText());
            // What the host says of the newer account's reset does not silence the other's.
            assertEquals(204, agent.answer(newer, "verified", "{}").status());
            assertEquals(204, agent.answer(other, "verified", "{}").status());
            assertEquals("verified", show(api, other).path("state").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheObstaclesThatTheAgentFound(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            String id = id(post(api, agent.hostId(), "\"apply\":\"now\""));
            String detail = "{\"obstacles\":[\"no_login_shell\",\"x,y\",\"\",null,\"sshd_forbids_root\",\"UPPER\"]}";
            assertEquals(204, agent.answer(id, "verified", detail).status());
            assertEquals(
                    "[\"no_login_shell\",\"sshd_forbids_root\"]",
                    show(api, id).path("obstacles").toString());
            String many = id(post(api, agent.hostId(), "\"apply\":\"now\""));
            String words = String.join(
                    ",",
                    IntStream.range(0, 26)
                            .mapToObj(i -> "\"w" + "_".repeat(i) + "\"")
                            .toList());
            assertEquals(
                    204,
                    agent.answer(many, "verified", "{\"obstacles\":[" + words + "]}")
                            .status());
            assertEquals(20, show(api, many).path("obstacles").size());
            String odd = id(post(api, agent.hostId(), "\"apply\":\"now\""));
            assertEquals(204, agent.answer(odd, "verified", "{\"obstacles\":7}").status());
            assertEquals("verified", show(api, odd).path("state").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsEachReasonThatAnAgentHas(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            for (String reason : List.of(
                    "refused",
                    "forged",
                    "swapped",
                    "wrong_key",
                    "replayed",
                    "not_yet",
                    "too_late",
                    "not_offered",
                    "account_missing",
                    "account_locked",
                    "read_only",
                    "store_busy",
                    "access_denied",
                    "unsupported_store",
                    "policy_refused",
                    "stalled",
                    "not_applied",
                    "interrupted",
                    "uncertain")) {
                String id = id(post(api, agent.hostId(), "\"apply\":\"now\""));
                assertEquals(
                        204,
                        agent.answer(id, "failed", "{\"reason\":\"" + reason + "\"}")
                                .status());
                assertEquals(reason, show(api, id).path("reason").asText());
            }
            String id = id(post(api, agent.hostId(), "\"apply\":\"now\""));
            agent.answer(id, "failed", "{\"reason\":\"no_agent\"}");
            assertEquals("other", show(api, id).path("reason").asText(), "a word that is not the agent's to say");
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsThePasswordAgainstTheNameOfItsOwnAccount(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            refusesTheNameOnly(api, agent.hostId(), "deploy", "X1-Deploy!");
            refusesTheNameOnly(api, agent.hostId(), "deploy", "X1-yolpeD!");
            refusesTheNameOnly(api, agent.hostId(), "redis:default", "X1-tluafed!");
            refusesTheNameOnly(api, agent.hostId(), "mysql:shop@10.0.0.%", "X1-Shop-9z!");
            refusesTheNameOnly(api, agent.hostId(), "root", "X1-toor-9z!");
            for (String account : List.of("deploy", "redis:root-2", "redis:", "mysql:@localhost")) {
                assertEquals(
                        202, ask(api, agent.hostId(), account, "X1-Root-9z!").status(), account);
            }
        }
    }

    private static void refusesTheNameOnly(TestApi api, String host, String account, String password) {
        TestApi.Response refused = ask(api, host, account, password);
        assertEquals(400, refused.status(), account);
        assertEquals(
                List.of("user_name"),
                refused.json()
                        .path("details")
                        .valueStream()
                        .map(each -> each.path("code").asText())
                        .toList(),
                refused.toString());
        assertEquals(202, ask(api, host, account, "X1-Kelp-9z!").status(), "without the name: " + account);
    }

    private static TestApi.Response ask(TestApi api, String host, String account, String password) {
        return api.post(
                "/v1/watchword/" + TestApi.PROJECT + "/hosts/" + host + "/resets",
                "{\"new_password\":\"" + password + "\",\"account\":\"" + account + "\"}");
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatDoesNotFit(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            String host = agent.hostId();
            assertEquals("WW.0001", post(api, host, "\"account\":\"\"").errorCode());
            assertEquals("WW.0001", post(api, host, "\"account\":\"a\\nb\"").errorCode());
            assertEquals(
                    "WW.0001",
                    post(api, host, "\"account\":\"" + "é".repeat(200) + "\"").errorCode());
            assertEquals("WW.0001", post(api, host, "\"apply\":\"later\"").errorCode());
            String target = "/v1/watchword/" + TestApi.PROJECT + "/hosts/" + host + "/resets";
            assertEquals(
                    "WW.0001",
                    api.post(target, "{\"new_password\":\"Passw0rd!\\n\"}").errorCode());
            assertEquals(
                    "WW.0011", api.post(target, "{\"new_password\":\"weak\"}").errorCode());
            assertEquals(
                    202,
                    api.post(target, "{\"new_password\":\"weak\",\"is_check_password\":false}")
                            .status());
            assertEquals(
                    404,
                    post(api, "22a5a2b4-4bb7-4fc7-8ad0-d6a1d5f5e3a7", "\"apply\":\"now\"")
                            .status());
            String windows = TestHosts.linux(api, "w").windows().added(api);
            assertEquals(409, post(api, windows, "\"apply\":\"now\"").status());
            String without = TestHosts.linux(api, "n").added(api);
            assertEquals(
                    "no_agent",
                    post(api, without, "\"apply\":\"now\"")
                            .json()
                            .path("reason")
                            .asText());
            api.deny("watchword:resets:create");
            assertEquals(403, post(api, host, "\"apply\":\"now\"").status());
        }
    }

    private static TestApi.Response post(TestApi api, String host, String more) {
        return api.post(
                "/v1/watchword/" + TestApi.PROJECT + "/hosts/" + host + "/resets",
                "{\"new_password\":\"Passw0rd!\"," + more + "}");
    }

    private static String id(TestApi.Response response) {
        return response.json().path("id").asText();
    }

    private static JsonNode show(TestApi api, String id) {
        return api.get("/v1/watchword/" + TestApi.PROJECT + "/resets/" + id).json();
    }
}
