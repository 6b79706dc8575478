package dev.watchword.server.fleetkeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.FleetKeyCopy;
import dev.watchword.protocol.FleetKeyProposal;
import dev.watchword.protocol.FleetKeyState;
import dev.watchword.protocol.FleetKeyTerms;
import dev.watchword.protocol.SealedFleetKey;
import dev.watchword.protocol.SigningKey;
import dev.watchword.server.TestApi;
import dev.watchword.server.agents.TestAgent;
import dev.watchword.server.agents.TestFleet;
import dev.watchword.server.agents.Transport;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FleetKeyCallsTest {

    private static final String PATH = "/v1/agents/fleet-key";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final FleetKey key = FleetKey.generate(RANDOM);
    private final FleetKey other = FleetKey.generate(RANDOM);

    @ParameterizedTest
    @EnumSource
    void carriesTheKeyFromTheFirstAgentToTheSecond(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent one = TestFleet.enrolled(api, "web-1");
            TestAgent two = TestFleet.enrolled(api, "web-2");
            assertEquals("", state(one, "").path("key_id").asText(), "there is none");
            assertEquals(key.id(), propose(one, key), "so it makes one");
            assertEquals(0, state(one, key.id()).path("recipients").size(), "and nobody else asked yet");

            JsonNode lacking = state(two, "");
            assertEquals(
                    List.of(key.id(), 0),
                    List.of(
                            lacking.path("key_id").asText(),
                            lacking.path("copies").size()));
            assertEquals(List.of(two.agentId()), recipients(state(one, key.id())));
            assertEquals(List.of(), recipients(state(one, key.id())), "one asks nobody twice");
            assertEquals(204, give(one, two, key).status());
            assertEquals(204, give(one, two, key).status(), "again, as the answer was lost");

            for (int i = 0; i < 2; i++) {
                JsonNode copy = state(two, "").path("copies").path(0);
                assertEquals(one.agentId(), copy.path("sender_id").asText());
                assertEquals(key.id(), opened(two, one, copy.path("sealed").asText()));
            }
            JsonNode has = state(two, key.id());
            assertEquals(
                    List.of(0, 0),
                    List.of(has.path("copies").size(), has.path("recipients").size()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsTheFirstProposalWin(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent one = TestFleet.enrolled(api, "web-1");
            TestAgent two = TestFleet.enrolled(api, "web-2");
            assertEquals("", state(one, "").path("key_id").asText());
            assertEquals("", state(two, "").path("key_id").asText());
            assertEquals(key.id(), propose(one, key));
            assertEquals(key.id(), propose(two, other), "the second is told which one holds");
            assertEquals(key.id(), propose(one, key), "a lost answer comes again");
            assertEquals(key.id(), propose(two, key), "who names the key has not made it");
            state(two, "");
            assertEquals(List.of(two.agentId()), recipients(state(one, key.id())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsTheKeyOfAnAgentThatIsRevoked(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent one = TestFleet.enrolled(api, "web-1");
            TestAgent two = TestFleet.enrolled(api, "web-2");
            TestAgent bystander = TestFleet.enrolled(api, "web-3");
            share(one, two);
            revoke(api, bystander);
            assertEquals(key.id(), state(one, key.id()).path("key_id").asText(), "it never had the key");

            revoke(api, two);
            assertEquals(401, ask(two, "").status());
            assertEquals(409, give(one, two, key).status(), "nothing is carried to it any more");
            assertEquals("", state(one, key.id()).path("key_id").asText(), "it has known the key");
            assertEquals(
                    409, send(one, "/proposal", new FleetKeyProposal(key.id())).status(), "never again");
            assertEquals(other.id(), propose(one, other));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsTheKeyOfAnAgentWhoseOwnKeyWasCopied(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent one = TestFleet.enrolled(api, "web-1");
            TestAgent two = TestFleet.enrolled(api, "web-2");
            share(one, two);
            api.parts()
                    .database()
                    .change(handle ->
                            handle.execute("update agent set suspected_clone_at = 1 where id = ?", two.agentId()));
            assertEquals("", state(one, key.id()).path("key_id").asText());
            assertEquals(
                    409,
                    send(two, "/proposal", new FleetKeyProposal(other.id())).status());
            assertEquals(other.id(), propose(one, other));
            assertEquals(0, state(two, "").path("copies").size());
            assertEquals(List.of(), recipients(state(one, other.id())));
            assertEquals(409, give(one, two, other).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAKeyThatNobodyCanGive(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent one = TestFleet.enrolled(api, "web-1");
            TestAgent two = TestFleet.enrolled(api, "web-2");
            propose(one, key);
            assertEquals(key.id(), state(two, "").path("key_id").asText());
            api.clock().move(FleetKeyTable.LOST_AFTER.minusSeconds(1));
            assertEquals(key.id(), state(two, "").path("key_id").asText());
            api.clock().move(Duration.ofSeconds(2));
            assertEquals("", state(two, "").path("key_id").asText(), "its maker is away");
            assertEquals(other.id(), propose(two, other));
            assertEquals(other.id(), state(one, key.id()).path("key_id").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriesNothingThatIsForgedSwappedOrOld(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent one = TestFleet.enrolled(api, "web-1");
            TestAgent two = TestFleet.enrolled(api, "web-2");
            TestAgent three = TestFleet.enrolled(api, "web-3");
            TestAgent foreign = TestFleet.enrolled(api, "other-1");
            api.parts()
                    .database()
                    .change(handle -> handle.execute(
                            "update agent set project_id = ? where id = ?",
                            TestApi.FOREIGN_PROJECT,
                            foreign.agentId()));
            propose(one, key);
            state(two, "");
            String good = sealed(one, two, key, terms(one, two, key));
            SigningKey forger = SigningKey.generate(RANDOM);
            String forged = SealedFleetKey.seal(forger, two.keys().opening().publicKey(), terms(one, two, key), key)
                    .toText();
            String swapped = sealed(one, three, key, terms(one, two, key));
            String elsewhere = sealed(
                    one, two, key, new FleetKeyTerms(TestApi.FOREIGN_PROJECT, key.id(), one.agentId(), two.agentId()));
            for (String bad : List.of(forged, swapped, elsewhere, "AAAA")) {
                assertEquals(409, copy(one, two.agentId(), key.id(), bad).status(), bad);
            }
            assertEquals(409, copy(one, two.agentId(), other.id(), good).status(), "another key");
            assertEquals(409, give(two, three, key).status(), "who gives must have it");
            assertEquals(409, give(one, three, key).status(), "who gets must have asked");
            assertEquals(409, give(one, foreign, key).status(), "another project's");
            assertEquals("", state(foreign, "").path("key_id").asText(), "which has no key of its own");
            assertEquals(0, state(two, "").path("copies").size());
            assertEquals(204, copy(one, two.agentId(), key.id(), good).status());
        }
    }

    @Test
    void asksAnotherHolderWhenACopyCannotBeOpened() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestAgent one = TestFleet.enrolled(api, "web-1");
            TestAgent two = TestFleet.enrolled(api, "web-2");
            propose(one, key);
            state(two, "");
            give(one, two, key);
            JsonNode again = json(send(two, "", new FleetKeyState("", one.agentId())));
            assertEquals(0, again.path("copies").size());
            api.clock().move(FleetKeyMembers.ASKED_FOR.plusSeconds(1));
            assertEquals(List.of(), recipients(state(one, key.id())), "it is not asked for this one again");
            assertEquals(409, give(one, two, key).status());
            TestAgent three = TestFleet.enrolled(api, "web-3");
            state(three, "");
            assertEquals(List.of(three.agentId()), recipients(state(one, key.id())), "but for others");
            assertEquals(204, give(one, three, key).status());
            assertEquals(List.of(two.agentId()), recipients(state(three, key.id())));
            assertEquals(204, give(three, two, key).status());
            assertEquals(1, state(two, "").path("copies").size());
        }
    }

    /** Who only says that it has the key, and seals rubbish, keeps nobody from it. */
    @ParameterizedTest
    @EnumSource
    void aFalseHolderIsAskedNoMore(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent honest = TestFleet.enrolled(api, "web-1");
            TestAgent liar = TestFleet.enrolled(api, "web-2");
            List<TestAgent> victims = new ArrayList<>();
            for (int i = 0; i < FleetKeyMembers.MOST_REFUSALS; i++) {
                victims.add(TestFleet.enrolled(api, "victim-" + i));
            }
            propose(honest, key);
            state(liar, key.id());
            for (TestAgent victim : victims) {
                state(victim, "");
                assertEquals(List.of(victim.agentId()), recipients(state(liar, key.id())));
                String rubbish = sealed(liar, victim, other, terms(liar, victim, key));
                assertEquals(
                        204, copy(liar, victim.agentId(), key.id(), rubbish).status());
                assertEquals(1, state(victim, "").path("copies").size());
                json(send(victim, "", new FleetKeyState("", liar.agentId())));
            }
            api.clock().move(FleetKeyMembers.ASKED_FOR.plusSeconds(1));
            TestAgent last = TestFleet.enrolled(api, "web-9");
            state(last, "");
            assertEquals(List.of(), recipients(state(liar, key.id())), "its copies helped nobody");
            assertEquals(409, give(liar, last, key).status());
            assertEquals(
                    FleetKeyMembers.MOST_RECIPIENTS,
                    recipients(state(honest, key.id())).size());
        }
    }

    /** Rubbish is no sign of life: a key that nobody gets ends. */
    @Test
    void copiesThatNobodyCanOpenDoNotKeepAKey() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestAgent liar = TestFleet.enrolled(api, "web-1");
            TestAgent victim = TestFleet.enrolled(api, "web-2");
            propose(liar, key);
            state(victim, "");
            api.clock().move(FleetKeyTable.LOST_AFTER.minusSeconds(1));
            give(liar, victim, key);
            json(send(victim, "", new FleetKeyState("", liar.agentId())));
            api.clock().move(Duration.ofSeconds(2));
            assertEquals("", state(victim, "").path("key_id").asText());
        }
    }

    /** No herd: each holder is asked for a few, no two holders for the same, and calls are spread over time. */
    @Test
    void spreadsTheKeyOverAFleetInAFewRounds() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            List<TestAgent> fleet = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                fleet.add(TestFleet.enrolled(api, "web-" + i));
            }
            propose(fleet.getFirst(), key);
            Set<TestAgent> holders = new HashSet<>(Set.of(fleet.getFirst()));
            int rounds = 0;
            while (holders.size() < fleet.size()) {
                assertTrue(++rounds <= 3, "a copy for four more in each round");
                fleet.stream().filter(agent -> !holders.contains(agent)).forEach(agent -> state(agent, ""));
                for (TestAgent holder : List.copyOf(holders)) {
                    List<String> asked = recipients(state(holder, key.id()));
                    assertTrue(asked.size() <= FleetKeyMembers.MOST_RECIPIENTS);
                    fleet.stream()
                            .filter(each -> asked.contains(each.agentId()))
                            .forEach(each -> {
                                assertTrue(holders.add(each), "nobody is served twice");
                                assertEquals(204, give(holder, each, key).status());
                            });
                }
            }
        }
    }

    private void share(TestAgent one, TestAgent two) {
        propose(one, key);
        state(two, "");
        assertEquals(204, give(one, two, key).status());
        state(two, key.id());
    }

    private static void revoke(TestApi api, TestAgent agent) {
        assertEquals(
                204,
                api.delete("/v1/watchword/" + TestApi.PROJECT + "/agents/" + agent.agentId())
                        .status());
    }

    private static JsonNode state(TestAgent agent, String holds) {
        return json(ask(agent, holds));
    }

    private static Transport.Reply ask(TestAgent agent, String holds) {
        return send(agent, "", new FleetKeyState(holds, ""));
    }

    private static String propose(TestAgent agent, FleetKey proposed) {
        return json(send(agent, "/proposal", new FleetKeyProposal(proposed.id())))
                .path("key_id")
                .asText();
    }

    private static Transport.Reply give(TestAgent from, TestAgent to, FleetKey given) {
        return copy(from, to.agentId(), given.id(), sealed(from, to, given, terms(from, to, given)));
    }

    private static FleetKeyTerms terms(TestAgent from, TestAgent to, FleetKey given) {
        return new FleetKeyTerms(TestApi.PROJECT, given.id(), from.agentId(), to.agentId());
    }

    private static String sealed(TestAgent from, TestAgent to, FleetKey given, FleetKeyTerms terms) {
        return SealedFleetKey.seal(from.keys().signing(), to.keys().opening().publicKey(), terms, given)
                .toText();
    }

    private static Transport.Reply copy(TestAgent from, String to, String keyId, String sealed) {
        return send(from, "/copies", new FleetKeyCopy(to, keyId, sealed));
    }

    private String opened(TestAgent agent, TestAgent from, String sealed) {
        return SealedFleetKey.parse(sealed)
                .orElseThrow()
                .open(
                        terms(from, agent, key),
                        List.of(agent.keys().opening()),
                        from.keys().signing().publicKey())
                .orElseThrow()
                .id();
    }

    private static Transport.Reply send(TestAgent agent, String path, Object body) {
        return agent.send("POST", PATH + path, Json.write(body));
    }

    private static JsonNode json(Transport.Reply reply) {
        assertEquals(200, reply.status(), new String(reply.body(), StandardCharsets.UTF_8));
        return TestAgent.json(reply);
    }

    private static List<String> recipients(JsonNode answer) {
        return answer.path("recipients")
                .valueStream()
                .map(each -> each.path("agent_id").asText())
                .toList();
    }
}
