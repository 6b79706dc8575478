package dev.watchword.server.registries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.protocol.RegistryLogin;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistriesTest {

    private static final String REGISTRIES = "/v1/watchword/" + TestApi.PROJECT + "/registries";
    private static final String LOGIN = "\"login\":{\"user_name\":\"robot\",\"password\":\"kingfisher-9\"}";

    @ParameterizedTest
    @EnumSource
    void keepsLoginsSealedAndShowsNone(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String id = add(api, "\"host\":\"registry.example\"," + LOGIN);
            for (String shown : List.of(
                    api.get(REGISTRIES).text(),
                    api.get(REGISTRIES + "/" + id).text(),
                    api.put(REGISTRIES + "/" + id, "{\"plain_http\":false}").text())) {
                assertTrue(shown.contains("\"has_login\":true"), shown);
                assertFalse(shown.contains("kingfisher") || shown.contains("robot"), shown);
            }
            byte[] kept = api.parts()
                    .database()
                    .read(handle -> handle.createQuery("select login from registry")
                            .map((row, context) -> row.getBytes("login"))
                            .one());
            String bytes = new String(kept, StandardCharsets.ISO_8859_1);
            assertFalse(bytes.contains("kingfisher") || bytes.contains("robot"));
            assertEquals(Optional.of(new RegistryLogin("robot", "kingfisher-9")), login(api, id));
            assertFalse(api.notes().toString().contains("kingfisher"));
        }
    }

    /** Who may change a registry but does not know the login must not have it sent to a place of their own. */
    @ParameterizedTest
    @EnumSource
    void aLoginGoesNowhereElseUnlessItIsGivenAgain(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            String id = add(api, "\"host\":\"registry.example\",\"allowed_hosts\":[\"auth.example\"]," + LOGIN);
            String path = REGISTRIES + "/" + id;
            for (String wider : List.of(
                    "\"host\":\"evil.example\"",
                    "\"allowed_hosts\":[\"auth.example\",\"evil.example\"]",
                    "\"plain_http\":true",
                    "\"authority\":\"-----BEGIN CERTIFICATE-----\"")) {
                assertEquals("WW.0001", api.put(path, "{" + wider + "}").errorCode(), wider);
            }
            assertEquals(200, api.put(path, "{\"allowed_hosts\":[]}").status());
            Response moved = api.put(
                    path, "{\"host\":\"other.example\",\"login\":{\"user_name\":\"other\",\"password\":\"heron-8\"}}");
            assertEquals(200, moved.status(), moved::toString);
            assertEquals(Optional.of(new RegistryLogin("other", "heron-8")), login(api, id));
            assertEquals(200, api.put(path, "{\"login\":{\"user_name\":\"\"}}").status());
            assertEquals(Optional.empty(), login(api, id));
            assertEquals(200, api.put(path, "{\"host\":\"third.example\"}").status(), "there is none to protect");
        }
    }

    @ParameterizedTest
    @EnumSource
    void checksItsInput(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            for (String bad : List.of(
                    "\"host\":\"https://registry.example\"",
                    "\"host\":\"registry.example/path\"",
                    "\"host\":\"user@registry.example\"",
                    "\"host\":\"a b\"",
                    "\"host\":\"r.example\",\"image_type\":\"harbor\"",
                    "\"host\":\"r.example\",\"allowed_hosts\":[\"*\"]",
                    "\"host\":\"r.example\",\"login\":{\"user_name\":\"robot\"}",
                    "\"host\":\"r.example\",\"login\":{\"user_name\":\"a\\nb\",\"password\":\"x\"}")) {
                assertEquals(
                        "WW.0001",
                        api.post(REGISTRIES, "{\"name\":\"n\"," + bad + "}").errorCode(),
                        bad);
            }
            String id = add(api, "\"host\":\"registry.example\"");
            assertEquals(
                    "WW.0001",
                    api.post(REGISTRIES, "{\"name\":\"main\",\"host\":\"r.example\"}")
                            .errorCode(),
                    "the name is taken");
            String other = "/v1/watchword/" + TestApi.SECOND_PROJECT + "/registries/" + id;
            assertEquals("WW.0004", api.get(other).errorCode());
            assertEquals("WW.0004", api.put(other, "{}").errorCode());
            assertEquals("WW.0004", api.delete(other).errorCode());
            assertEquals(204, api.delete(REGISTRIES + "/" + id).status());
            JsonNode left = api.get(REGISTRIES).json();
            assertEquals(0, left.path("total_num").asInt());
        }
    }

    private static String add(TestApi api, String fields) {
        Response made = api.post(REGISTRIES, "{\"name\":\"main\"," + fields + "}");
        assertEquals(201, made.status(), made::toString);
        return made.json().path("id").asText();
    }

    private static Optional<RegistryLogin> login(TestApi api, String id) {
        return api.parts().database().read(handle -> new Registries(api.parts().atRest()).login(handle, id));
    }
}
