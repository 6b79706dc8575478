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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the caller's request to an enrolled agent and back. */
class AgentSealingTest {

    @ParameterizedTest
    @EnumSource
    void bringsAPasswordToTheEnrolledAgentAndTellsWhatBecameOfIt(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            String server = "/v1/" + TestApi.PROJECT + "/cloudservers/" + agent.hostId();
            assertEquals(
                    "{\"resetpwd_flag\":\"True\"}",
                    api.get(server + "/os-resetpwd-flag").text());
            String body = "{ \"reset-password\": { \"new_password\": \"$ADMIN_PASS\", } }";
            assertEquals(204, api.put(server + "/os-reset-password", body).status());
            CommandBatch.Command command = agent.commands().getFirst();
            assertEquals("reset", command.kind());
            String envelope = new ObjectMapper()
                    .readTree(command.payload())
                    .path("envelope")
                    .asText();
            ResetOpening opening = agent.open(envelope);
            byte[] password =
                    assertInstanceOf(ResetOpening.Opened.class, opening).password();
            assertEquals("$ADMIN_PASS", new String(password, StandardCharsets.UTF_8));
            for (String state : List.of("delivered", "staged", "applied", "verified")) {
                assertEquals(204, agent.answer(command.id(), state, "{}").status());
                assertEquals(state, reset(api, command.id()).path("state").asText());
            }
            assertEquals(404, agent.answer(command.id(), "failed", "{}").status());
            assertEquals(List.of(), agent.commands());
        }
    }

    /** A copied key would open it too. */
    @ParameterizedTest
    @EnumSource
    void sealsNothingForAKeyThatSeemsCopied(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestAgent twin = agent.cloned();
            agent.heartbeat();
            api.clock().move(Duration.ofSeconds(1));
            assertEquals("WW.0104", TestAgent.code(twin.beat()));
            String server = "/v1/" + TestApi.PROJECT + "/cloudservers/" + agent.hostId();
            assertEquals(
                    "{\"resetpwd_flag\":\"False\"}",
                    api.get(server + "/os-resetpwd-flag").text());
            api.put(server + "/os-reset-password", "{\"reset-password\":{\"new_password\":\"$ADMIN_PASS1\"}}");
            assertEquals(List.of(), agent.commands());
            assertEquals(
                    0,
                    api.parts()
                            .database()
                            .<Integer>read(handle -> handle.createQuery("select count(*) from agent_command")
                                    .mapTo(Integer.class)
                                    .one()));
        }
    }

    private static JsonNode reset(TestApi api, String id) {
        return api.get("/v1/watchword/" + TestApi.PROJECT + "/resets/" + id).json();
    }
}
