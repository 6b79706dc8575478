package dev.watchword.server.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.KeyOffer;
import dev.watchword.server.TestApi;
import dev.watchword.server.agents.TestAgent;
import dev.watchword.server.agents.TestFleet;
import dev.watchword.server.agents.Transport;
import dev.watchword.server.database.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnrolmentTest {

    private static final String TOKENS = "/v1/watchword/" + TestApi.PROJECT + "/enrolment-tokens";
    private static final String AGENTS = "/v1/watchword/" + TestApi.PROJECT + "/agents";

    @ParameterizedTest
    @EnumSource
    void makesAMachineAHostOfTheTokensProject(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            JsonNode token =
                    api.post(TOKENS, "{\"enterprise_project_id\":\"ep1\"}").json();
            TestAgent agent = TestAgent.on(Transport.to(api), api.clock(), "web-1")
                    .enrol(text(token, "token"), text(token, "server_key_fingerprint"));

            Map<String, Object> host = api.parts()
                    .database()
                    .read(handle -> handle.createQuery("select * from host where id = :id")
                            .bind("id", agent.hostId())
                            .mapToMap()
                            .one());
            assertEquals(TestApi.PROJECT, host.get("project_id"));
            assertEquals("ep1", host.get("enterprise_project_id"));
            assertEquals("web-1", host.get("name"));
            assertEquals("192.0.2.7", host.get("private_ip"));
            assertEquals("192.0.2.7\n", host.get("ip_folded"));
            assertEquals("Linux", host.get("os_type"));
            assertEquals(agent.agentId(), host.get("agent_id"));

            JsonNode listed = api.get(AGENTS).json();
            assertEquals(1, listed.path("total_num").asInt());
            assertEquals(agent.agentId(), listed.at("/data_list/0/agent_id").asText());
            assertEquals("active", listed.at("/data_list/0/state").asText());
            JsonNode used = api.get(TOKENS).json().at("/data_list/0");
            assertEquals("used", text(used, "state"));
            assertEquals(agent.agentId(), text(used, "used_by"));
            assertEquals("false", api.notes().get("re_enrolled"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsATokenOnceAndKeepsItsDigestOnly(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            var response = api.post(TOKENS, "{}");
            assertTrue(response.answer().secret());
            String token = text(response.json(), "token");
            assertTrue(token.matches("wwe_[A-Za-z0-9_-]{43}"));
            assertFalse(api.get(TOKENS).text().contains(token));
            assertFalse(api.notes().containsValue(token));
            String kept = api.parts()
                    .database()
                    .read(handle -> handle.createQuery("select * from enrolment_token")
                            .mapToMap()
                            .one()
                            .toString());
            assertFalse(kept.contains(token));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryBadTokenInTheSameWords(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String used = text(TestFleet.token(api, TestApi.PROJECT), "token");
            assertEquals(201, ask(api, used, "").status());
            JsonNode withdrawn = TestFleet.token(api, TestApi.PROJECT);
            assertEquals(204, api.delete(TOKENS + "/" + text(withdrawn, "id")).status());
            String other = text(TestFleet.token(api, TestApi.PROJECT), "token");
            String expired = text(TestFleet.token(api, TestApi.PROJECT), "token");

            List<String> answers = new ArrayList<>();
            answers.add(refused(api, used, "", "used"));
            answers.add(refused(api, text(withdrawn, "token"), "", "withdrawn"));
            answers.add(refused(api, other, TestApi.SECOND_PROJECT, "other_project"));
            answers.add(refused(api, "wwe_" + "A".repeat(43), "", "unknown"));
            api.clock().move(Duration.ofMinutes(10));
            answers.add(refused(api, expired, "", "expired"));

            assertEquals(1, answers.stream().distinct().count(), answers.toString());
            assertEquals(1, api.get(AGENTS).json().path("total_num").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsATokenUntilItsLastMillisecondAndInItsOwnProject(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String token = text(api.post(TOKENS, "{\"ttl_seconds\":60}").json(), "token");
            api.clock().move(Duration.ofMillis(59_999));
            assertEquals(201, ask(api, token, TestApi.PROJECT).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsOneOfManyMachinesInWithOneToken(Dialect dialect) throws InterruptedException, ExecutionException {
        try (TestApi api = TestApi.on(dialect);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String token = text(TestFleet.token(api, TestApi.PROJECT), "token");
            List<Future<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                asked.add(threads.submit(() -> ask(api, token, "").status()));
            }
            int in = 0;
            for (Future<Integer> each : asked) {
                in += each.get() == 201 ? 1 : 0;
            }
            assertEquals(1, in);
            assertEquals(1, api.get(AGENTS).json().path("total_num").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesAnAgentTheRoleOfItsToken(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            assertEquals("WW.0001", api.post(TOKENS, "{\"role\":\"root\"}").errorCode());
            JsonNode token = api.post(TOKENS, "{\"role\":\"scanner\"}").json();
            assertEquals("scanner", api.notes().get("role"));
            assertEquals(
                    "scanner", api.get(TOKENS).json().at("/data_list/0/role").asText());
            TestAgent agent = TestAgent.on(Transport.to(api), api.clock(), "scanner-1")
                    .enrol(text(token, "token"), text(token, "server_key_fingerprint"));
            TestFleet.enrolled(api, "web-1");
            JsonNode listed = api.get(AGENTS + "?host_id=" + agent.hostId()).json();
            assertEquals("scanner", listed.at("/data_list/0/role").asText());
            assertEquals("host", api.get(AGENTS).json().at("/data_list/1/role").asText());
        }
    }

    /** Every user of a machine can read its id, so the id must not be enough to speak for it. */
    @ParameterizedTest
    @EnumSource
    void refusesAKnownMachineWithAnOrdinaryToken(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent first = TestFleet.enrolled(api, "web-1");
            JsonNode token = TestFleet.token(api, TestApi.PROJECT);
            assertThrows(
                    AssertionError.class,
                    () -> first.reinstalled().enrol(text(token, "token"), text(token, "server_key_fingerprint")));
            assertEquals("known_machine", api.notes().get("refused"));
            assertEquals(200, first.beat().status());
        }
    }

    /** It is worth one host: whoever gets it takes over no other, and is no new one either. */
    @ParameterizedTest
    @EnumSource
    void aReplacingTokenIsForItsHostAlone(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent named = TestFleet.enrolled(api, "web-1");
            TestAgent other = TestFleet.enrolled(api, "web-2");
            api.clock().move(Duration.ofMillis(1));
            String secret = text(TestFleet.replacingToken(api, TestApi.PROJECT, named.hostId()), "token");
            assertEquals(named.hostId(), api.notes().get("replaces"));
            assertEquals(
                    named.hostId(),
                    api.get(TOKENS).json().at("/data_list/0/replaces").asText());
            assertEquals(403, other.reinstalled().ask(secret, "").status());
            assertEquals("other_machine", api.notes().get("refused"));
            refused(api, secret, "", "other_machine");
            assertEquals(200, other.beat().status());
            assertEquals(200, named.beat().status());
            assertEquals(201, named.reinstalled().ask(secret, "").status());
            assertEquals(401, named.beat().status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReplacingTokenNamesAHostOfItsProject(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String host = TestFleet.enrolled(api, "web-1").hostId();
            String second = "/v1/watchword/" + TestApi.SECOND_PROJECT + "/enrolment-tokens";
            assertEquals(
                    404, api.post(second, "{\"replaces\":\"" + host + "\"}").status());
            assertEquals(404, api.post(TOKENS, "{\"replaces\":\"nobody\"}").status());
            assertEquals(400, api.post(TOKENS, "{\"replaces\":true}").status());
            assertEquals(
                    201, api.post(TOKENS, "{\"replaces\":\"" + host + "\"}").status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesATokenWhoseMakerIsGone(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            JsonNode token = TestFleet.token(api, TestApi.PROJECT);
            api.parts().database().change(handle -> handle.execute("update iam_user set enabled = false"));
            refused(api, text(token, "token"), "", "maker_gone");
        }
    }

    @ParameterizedTest
    @EnumSource
    void replacesTheKeyOfAMachineThatEnrolsAgain(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent first = TestFleet.enrolled(api, "web-1");
            JsonNode token = TestFleet.replacingToken(api, TestApi.PROJECT, first.hostId());
            TestAgent again = first.reinstalled().enrol(text(token, "token"), text(token, "server_key_fingerprint"));

            assertEquals("true", api.notes().get("re_enrolled"));
            assertEquals(first.hostId(), again.hostId());
            assertNotEquals(first.agentId(), again.agentId());
            assertEquals(401, first.beat().status());
            assertEquals(200, again.beat().status());
            assertEquals(
                    first.agentId(),
                    api.get(AGENTS + "?state=replaced")
                            .json()
                            .at("/data_list/0/agent_id")
                            .asText());

            // The same machine in another project is another host: projects share nothing.
            TestAgent elsewhere = first.reinstalled();
            JsonNode second = TestFleet.token(api, TestApi.SECOND_PROJECT);
            elsewhere.enrol(text(second, "token"), text(second, "server_key_fingerprint"));
            assertNotEquals(first.hostId(), elsewhere.hostId());
            assertEquals(200, again.beat().status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void revokesAtOnceAndShowsNothingOfOtherProjects(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            String second = "/v1/watchword/" + TestApi.SECOND_PROJECT;
            assertEquals(0, api.get(second + "/agents").json().path("total_num").asInt());
            assertEquals(
                    0,
                    api.get(second + "/enrolment-tokens")
                            .json()
                            .path("total_num")
                            .asInt());
            String foreign = api.delete(second + "/agents/" + agent.agentId()).text();
            assertEquals(api.delete(second + "/agents/none").text().replace("none", agent.agentId()), foreign);
            assertEquals(200, agent.beat().status());

            assertEquals(204, api.delete(AGENTS + "/" + agent.agentId()).status());
            assertEquals(401, agent.beat().status());
            assertEquals(204, api.delete(AGENTS + "/" + agent.agentId()).status());
            assertEquals(
                    "revoked", api.get(AGENTS).json().at("/data_list/0/state").asText());
            assertEquals(
                    403,
                    api.delete("/v1/watchword/" + TestApi.FOREIGN_PROJECT + "/agents/x")
                            .status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksForItsPermissions(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            api.deny("watchword:enrolmentTokens:create")
                    .deny("watchword:enrolmentTokens:list")
                    .deny("watchword:enrolmentTokens:delete")
                    .deny("watchword:agents:list")
                    .deny("watchword:agents:revoke");
            assertEquals(403, api.post(TOKENS, "{}").status());
            assertEquals(403, api.get(TOKENS).status());
            assertEquals(403, api.delete(TOKENS + "/x").status());
            assertEquals(403, api.get(AGENTS).status());
            assertEquals(403, api.delete(AGENTS + "/x").status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsTheLimitsOfANewToken(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            for (String good : List.of("60", "86400")) {
                assertEquals(
                        201, api.post(TOKENS, "{\"ttl_seconds\":" + good + "}").status(), good);
            }
            for (String bad : List.of("59", "86401", "null", "\"600\"", "1e3", "600,\"ttl_seconds\":600")) {
                var response = api.post(TOKENS, "{\"ttl_seconds\":" + bad + "}");
                assertEquals(400, response.status(), bad);
            }
            assertEquals(
                    400, api.post(TOKENS, "{\"enterprise_project_id\":\"\"}").status());
            assertEquals(404, api.post(TOKENS, "{\"host_group_id\":\"none\"}").status());
            assertEquals(404, api.delete(TOKENS + "/none").status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesUnsoundAndUnprovedKeysWithoutUsingTheTokenUp(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            JsonNode token = TestFleet.token(api, TestApi.PROJECT);
            TestAgent agent = TestAgent.on(Transport.to(api), api.clock(), "web-1");
            KeyOffer offer = KeyOffer.of(agent.keys(), text(token, "token"));
            KeyOffer elsewhere = KeyOffer.of(agent.keys(), "another token");
            String zero = Base64.getEncoder().encodeToString(new byte[32]);
            String signing = Base64.getEncoder().encodeToString(offer.signing().toBytes());
            String sealing = Base64.getEncoder().encodeToString(offer.sealing().toBytes());
            String proof = Base64.getEncoder().encodeToString(offer.proof());
            String foreign = Base64.getEncoder().encodeToString(elsewhere.proof());

            assertEquals(400, enrol(api, token, signing, sealing, foreign).status());
            assertEquals(400, enrol(api, token, signing, zero, proof).status());
            assertEquals(400, enrol(api, token, zero, sealing, proof).status());
            assertEquals(400, enrol(api, token, signing, "!".repeat(44), proof).status());
            assertEquals(201, enrol(api, token, signing, sealing, proof).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTrustedOnlyWithThePinnedKey(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String token = text(TestFleet.token(api, TestApi.PROJECT), "token");
            TestAgent agent = TestAgent.on(Transport.to(api), api.clock(), "web-1");
            assertThrows(AssertionError.class, () -> agent.enrol(token, "SHA256:" + "0".repeat(64)));
        }
    }

    private static TestApi.Response enrol(TestApi api, JsonNode token, String signing, String sealing, String proof) {
        return api.post(
                "/v1/agents/enrol", """
                {"token":"%s","signing_key":"%s","sealing_key":"%s","proof":"%s","host":{"machine_id":"%s",
                 "name":"web-1","ips":["192.0.2.7"],"os_type":"Linux","os_name":"","os_version":"","boot_id":"b",
                 "agent_version":"0.1.0"}}""".formatted(text(token, "token"), signing, sealing, proof, "0".repeat(64)));
    }

    private static Transport.Reply ask(TestApi api, String token, String project) {
        return TestAgent.on(Transport.to(api), api.clock(), "web").ask(token, project);
    }

    private static String refused(TestApi api, String token, String project, String reason) {
        Transport.Reply reply = ask(api, token, project);
        assertEquals(403, reply.status());
        assertEquals(reason, api.notes().get("refused"));
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }
}
