package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.authentication.SignedApi.Request;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Verb;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectAccessTest {

    private static final String ECS = "/v1/%s/cloudservers/probe";
    private static final String HSS = "/v5/%s/probe";

    @ParameterizedTest
    @EnumSource
    void givesATokenItsProjectOnly(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            String token = api.token(Optional.of(TestApi.PROJECT), Optional.empty());
            assertEquals(200, send(api, Verb.PUT, ECS, TestApi.PROJECT, token).status());
            assertEquals(204, send(api, Verb.GET, HSS, TestApi.PROJECT, token).status());
            String ecs = send(api, Verb.PUT, ECS, "nowhere", token).toString();
            String hss = send(api, Verb.GET, HSS, "nowhere", token).toString();
            assertTrue(ecs.startsWith("400") && ecs.contains("Ecs.0023"), ecs);
            assertTrue(hss.startsWith("403") && hss.contains("APIGW.0306"), hss);
            for (String other : List.of(TestApi.SECOND_PROJECT, TestApi.FOREIGN_PROJECT, "x".repeat(257), "%00")) {
                assertEquals(ecs, send(api, Verb.PUT, ECS, other, token).toString(), "the same for all");
                assertEquals(hss, send(api, Verb.GET, HSS, other, token).toString(), "the same for all");
            }
            assertEquals(1, api.effects.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesAKeyAllProjectsOfItsAccount(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            for (String own : List.of(TestApi.PROJECT, TestApi.SECOND_PROJECT)) {
                assertEquals(204, signed(api, Verb.GET, HSS, own).status());
            }
            String ecs = signed(api, Verb.PUT, ECS, "nowhere").toString();
            String hss = signed(api, Verb.GET, HSS, "nowhere").toString();
            assertTrue(ecs.startsWith("400") && ecs.contains("Ecs.0023"), ecs);
            assertTrue(hss.startsWith("403") && hss.contains("APIGW.0306"), hss);
            assertEquals(
                    ecs, signed(api, Verb.PUT, ECS, TestApi.FOREIGN_PROJECT).toString());
            assertEquals(
                    hss, signed(api, Verb.GET, HSS, TestApi.FOREIGN_PROJECT).toString());
            assertEquals(0, api.effects.get());
        }
    }

    @Test
    void comparesTheProjectThatAKeyNames() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            Request get = Request.of(Verb.GET, HSS.formatted(TestApi.PROJECT));
            assertEquals(
                    204,
                    api.send(get.header("x-project-id", TestApi.PROJECT).signed(api))
                            .status());
            for (String other : List.of(TestApi.SECOND_PROJECT, TestApi.FOREIGN_PROJECT, "")) {
                TestApi.Response refused =
                        api.send(get.header("x-project-id", other).signed(api));
                assertEquals("403 APIGW.0306", refused.status() + " " + refused.errorCode(), other);
            }
            Request twice = get.signed(api).header("x-project-id", TestApi.PROJECT, TestApi.PROJECT);
            assertEquals(403, api.send(twice).status());
        }
    }

    @Test
    void asksForATokenWithAProject() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            for (Optional<String> domain : List.of(Optional.of(TestApi.DOMAIN), Optional.<String>empty())) {
                String token = api.token(Optional.empty(), domain);
                for (String path : List.of(HSS, HSS + "?a=1")) {
                    TestApi.Response refused = send(api, Verb.GET, path, TestApi.PROJECT, token);
                    assertEquals("403 APIGW.0306", refused.status() + " " + refused.errorCode());
                }
                TestApi.Response ecs = send(api, Verb.PUT, ECS, TestApi.PROJECT, token);
                assertEquals("403 APIGW.0306", ecs.status() + " " + ecs.errorCode());
                Request iam = Request.of(Verb.PUT, "/v5/probe").header("x-auth-token", token);
                assertEquals(200, api.send(iam).status());
            }
        }
    }

    @Test
    void tellsAClientThatItForgotTheProject() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            TestApi.Response forgot = signed(api, Verb.GET, HSS, "%7Bproject_id%7D");
            assertEquals("400 APIGW.0201", forgot.status() + " " + forgot.errorCode());
            assertTrue(forgot.text().contains("{project_id}"), forgot.text());
        }
    }

    private static TestApi.Response send(SignedApi api, Verb verb, String path, String project, String token) {
        return api.send(Request.of(verb, path.formatted(project)).header("x-auth-token", token));
    }

    private static TestApi.Response signed(SignedApi api, Verb verb, String path, String project) {
        return api.send(Request.of(verb, path.formatted(project)).signed(api));
    }
}
