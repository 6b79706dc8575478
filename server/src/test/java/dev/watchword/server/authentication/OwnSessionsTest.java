package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.console.TestBrowser;
import dev.watchword.server.database.Dialect;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One's own sessions of the console. */
class OwnSessionsTest {

    private static final String SESSIONS = "/v1/watchword/own-sessions";

    @ParameterizedTest
    @EnumSource
    void areListedAndEndedByTheirOwnUserOnly(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser.addUser(api, false);
            api.clock().move(Duration.ofMinutes(1));
            TestBrowser first = new TestBrowser(api).header("user-agent", "Kestrel/1 \u00e9\t");
            first.login("anna", TestBrowser.PASSWORD);
            api.clock().move(Duration.ofMinutes(1));
            TestBrowser second = new TestBrowser(api).header("user-agent", "x".repeat(300));
            second.login("anna", TestBrowser.PASSWORD);
            api.as(TestApi.caller(TestBrowser.USER, "anna", false));
            List<JsonNode> sessions =
                    api.get(SESSIONS).json().path("sessions").valueStream().toList();
            assertEquals(2, sessions.size());
            assertEquals(256, sessions.getFirst().path("browser").asText().length(), "the newest first");
            assertEquals("Kestrel/1 ??", sessions.get(1).path("browser").asText());
            assertEquals("192.0.2.1", sessions.get(1).path("source").asText());
            assertFalse(sessions.getFirst().path("current").asBoolean(), "this call shows a token");
            String id = sessions.get(1).path("session_id").asText();
            api.as(TestApi.caller(TestApi.ROOT_USER, "root", true));
            assertTrue(api.get(SESSIONS).json().path("sessions").isEmpty());
            assertEquals(404, api.delete(SESSIONS + "/" + id).status());
            assertEquals(200, first.get("/console/password").status());
            api.as(TestApi.caller(TestBrowser.USER, "anna", false));
            assertEquals(204, api.delete(SESSIONS + "/" + id).status());
            assertEquals(id, api.notes().get("session_id"));
            assertEquals(303, first.get("/console/password").status());
            assertEquals(200, second.get("/console/password").status());
            api.clock().move(Duration.ofMinutes(61));
            assertTrue(api.get(SESSIONS).json().path("sessions").isEmpty(), "those that are over are not told");
        }
    }
}
