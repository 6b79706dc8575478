package dev.watchword.server.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import org.junit.jupiter.api.Test;

class FrontTest {

    @Test
    void leadsToWhatIsThere() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            JsonNode front = api.get("/").json();
            assertEquals("Watchword", front.path("name").asText());
            assertEquals(
                    api.get("/openapi.json").json().at("/info/version").asText(),
                    front.path("version").asText());
            assertEquals(3, front.path("links").size());
            for (JsonNode link : front.path("links")) {
                assertEquals(200, api.get(link.asText()).status(), link::toString);
            }
        }
    }
}
