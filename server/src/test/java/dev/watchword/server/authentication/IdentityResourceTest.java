package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.authentication.SignedApi.Request;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Verb;
import dev.watchword.server.users.PasswordCost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityResourceTest {

    /** The look-ups of the vendor's library: exactly one project of that name, and the caller's account. */
    @ParameterizedTest
    @EnumSource
    void answersTheLookUpsOfLibraries(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            JsonNode one = get(api, "/v3/projects?name=first").path("projects");
            assertEquals(1, one.size());
            assertEquals(TestApi.PROJECT, one.path(0).path("id").asText());
            assertEquals(TestApi.DOMAIN, one.path(0).path("domain_id").asText());
            assertEquals(0, get(api, "/v3/projects?name=third").path("projects").size());
            for (String all : new String[] {"/v3/projects", "/v3/projects?name=", "/v3/auth/projects"}) {
                JsonNode projects = get(api, all).path("projects");
                assertEquals(2, projects.size(), "none of another account");
                assertEquals(TestApi.SECOND_PROJECT, projects.path(1).path("id").asText());
            }
            JsonNode domains = get(api, "/v3/auth/domains").path("domains");
            assertEquals(1, domains.size());
            assertEquals(TestApi.DOMAIN, domains.path(0).path("id").asText());
            assertEquals("acme", domains.path(0).path("name").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhoCalls(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            assertEquals(
                    "{\"account_id\":\"" + TestApi.DOMAIN + "\",\"principal_urn\":\"iam::" + TestApi.DOMAIN
                            + ":user:root\",\"principal_id\":\"" + TestApi.ROOT_USER + "\"}",
                    get(api, "/v5/caller-identity").toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v3/projects", "/v3/auth/projects", "/v3/auth/domains", "/v5/caller-identity", "/v3/auth/tokens"
            })
    void asksForCredentials(String path) {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            TestApi.Response response = api.send(Request.of(Verb.GET, path));
            assertEquals("401 APIGW.0301", response.status() + " " + response.errorCode());
        }
    }

    @Test
    void tellsItsVersionToAnybody() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            JsonNode version = api.send(Request.of(Verb.GET, "/v3")).json().path("version");
            assertEquals("stable", version.path("status").asText());
            assertEquals("v3.", version.path("id").asText().substring(0, 3));
            assertEquals(
                    "http://127.0.0.1:8080/v3/",
                    version.path("links").path(0).path("href").asText());
        }
    }

    @Test
    void statesItsDefaults() {
        assertEquals(new RateLimits(200, 2_000, 20, 500, 32 << 20, 100_000), RateLimits.STANDARD);
        assertEquals(
                new IdentitySettings(PasswordCost.STANDARD, RateLimits.STANDARD, new PublicEndpoint("", false)),
                IdentitySettings.STANDARD);
    }

    @ParameterizedTest
    @CsvSource({
        "https://watchword.example.com, true",
        "http://10.0.0.1:8080/behind, true",
        "https://watchword.example.com/, false",
        "ftp://watchword.example.com, false",
        "watchword.example.com, false",
        "https://watchword.example.com?x, false"
    })
    void readsAPublicEndpoint(String text, boolean good) {
        if (good) {
            assertEquals(text, new PublicEndpoint(text, false).configured());
        } else {
            assertThrows(IllegalArgumentException.class, () -> new PublicEndpoint(text, false));
        }
    }

    private static JsonNode get(SignedApi api, String target) {
        return api.send(Request.of(Verb.GET, target).signed(api)).json();
    }
}
