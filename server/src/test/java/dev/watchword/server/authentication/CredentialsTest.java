package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.authentication.SignedApi.Request;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Verb;
import dev.watchword.server.users.Tokens;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers by token, and callers by nothing. */
class CredentialsTest {

    @ParameterizedTest
    @EnumSource
    void acceptsATokenUntilItsEnd(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            String token = api.token(Optional.of(TestApi.PROJECT), Optional.empty());
            Request get = Request.of(Verb.GET, SignedApi.PROBE).header("x-auth-token", token);
            assertEquals(204, api.send(get).status());
            api.clock().move(Tokens.LIFE.minusMillis(1));
            assertEquals(204, api.send(get).status());
            api.clock().move(java.time.Duration.ofMillis(1));
            refused("token expires, expires_at: 2026-11-22T12:00:00.000000Z", api.send(get));
        }
    }

    @ParameterizedTest
    @EnumSource
    void forgetsARevokedTokenAtOnce(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            String token = api.token(Optional.of(TestApi.PROJECT), Optional.empty());
            Request get = Request.of(Verb.GET, SignedApi.PROBE).header("x-auth-token", token);
            assertEquals(204, api.send(get).status());
            api.parts()
                    .database()
                    .change(handle -> api.features.identity().tokens().revokeAll(handle, TestApi.ROOT_USER));
            refused("decrypt token fail", api.send(get));
        }
    }

    @Test
    void asksForOne() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            Request get = Request.of(Verb.GET, SignedApi.PROBE);
            refused("x-auth-token not found", api.send(get));
            refused("x-auth-token not found", api.send(get.header("x-auth-token", "")));
            refused("x-auth-token not found", api.send(get.header("authorization", "Bearer x")));
            String token = api.token(Optional.of(TestApi.PROJECT), Optional.empty());
            refused("decrypt token fail", api.send(get.header("x-auth-token", token, token)));
            refused(
                    "decrypt token fail",
                    api.send(get.header("x-auth-token", token.toUpperCase(java.util.Locale.ROOT))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32_767, 32_768, 32_769})
    void readsTokensOfAnyLength(int length) {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            Request get = Request.of(Verb.GET, SignedApi.PROBE).header("x-auth-token", "x".repeat(length));
            refused("decrypt token fail", api.send(get));
        }
    }

    @Test
    void refusesADisabledUser() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            String token = api.token(Optional.of(TestApi.PROJECT), Optional.empty());
            api.sql("update iam_user set enabled = false");
            TestApi.Response response =
                    api.send(Request.of(Verb.GET, SignedApi.PROBE).header("x-auth-token", token));
            assertEquals("403 IAM.0082", response.status() + " " + response.errorCode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsWhoMustChooseAPasswordDoOnlyThat(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            String user = "c".repeat(32);
            api.addUser(user, TestApi.DOMAIN, "new", "a password");
            String token = api.token(user, Optional.of(TestApi.PROJECT), Optional.empty());
            Request get = Request.of(Verb.GET, SignedApi.PROBE).header("x-auth-token", token);
            assertEquals(204, api.send(get).status());
            api.sql("update iam_user set password_reset_required = true where id = ?", user);
            TestApi.Response refused = api.send(get);
            assertEquals("403 APIGW.0302", refused.status() + " " + refused.errorCode());
            assertTrue(refused.text().contains("/v5/caller-password"), refused.text());
            TestApi.Response reached =
                    api.send(Request.of(Verb.POST, "/v5/caller-password").header("x-auth-token", token));
            assertEquals("400 IAM.0011", reached.status() + " " + reached.errorCode());
            assertEquals(
                    200,
                    api.send(Request.of(Verb.GET, "/v5/caller-identity").header("x-auth-token", token))
                            .status());
            api.addKey("THEIRS", "secret", user);
            assertEquals(
                    204,
                    api.send(Request.of(Verb.GET, SignedApi.PROBE).signed(api, "THEIRS", "secret"))
                            .status());
        }
    }

    private static void refused(String tail, TestApi.Response response) {
        assertEquals("401 APIGW.0301", response.status() + " " + response.errorCode());
        assertEquals(
                "Incorrect IAM authentication information: " + tail,
                response.json().path("error_msg").asText());
    }
}
