package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.authentication.SignedApi.Request;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenResourceTest {

    private static final String USER = "c0000000000000000000000000000007";
    private static final String IDENTITY =
            "{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"alice\",\"password\":\"correct\","
                    + "\"domain\":{\"name\":\"acme\"}}}}";

    /** The shape of keystoneauth's request, which names the account inside the scope too. */
    @ParameterizedTest
    @EnumSource
    void givesATokenForAProject(Dialect dialect) {
        try (SignedApi api = withAlice(dialect)) {
            api.sql("insert into iam_group values ('g1', ?, 'operators', '', true, 0)", TestApi.DOMAIN);
            api.sql("insert into group_member values ('g1', ?)", USER);
            TestApi.Response response =
                    ask(api, scope("{\"project\":{\"name\":\"first\",\"domain\":{\"name\":\"acme\"}}}"));
            assertEquals(201, response.status(), response.text());
            String text = response.answer().headers().getOrDefault("X-Subject-Token", "");
            assertTrue(text.startsWith("wwt_"));
            assertFalse(response.text().contains("wwt_"), "never in a body");
            assertTrue(response.answer().secret());
            JsonNode token = response.json().path("token");
            assertEquals("[\"password\"]", token.path("methods").toString());
            assertEquals("2026-11-21T12:00:00.000000Z", token.path("issued_at").asText());
            assertEquals("2026-11-22T12:00:00.000000Z", token.path("expires_at").asText());
            assertEquals(
                    "{\"id\":\"" + USER + "\",\"name\":\"alice\",\"password_expires_at\":\"\",\"domain\":{\"id\":\""
                            + TestApi.DOMAIN + "\",\"name\":\"acme\"}}",
                    token.path("user").toString());
            assertEquals(
                    "{\"id\":\"" + TestApi.PROJECT + "\",\"name\":\"first\",\"domain\":{\"id\":\"" + TestApi.DOMAIN
                            + "\",\"name\":\"acme\"}}",
                    token.path("project").toString());
            assertFalse(token.has("domain"));
            assertEquals(
                    "[{\"id\":\"g1\",\"name\":\"operators\"}]",
                    token.path("roles").toString());
            assertEquals(
                    204,
                    api.send(Request.of(Verb.GET, SignedApi.PROBE).header("x-auth-token", text))
                            .status());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"project\":{\"id\":\"" + TestApi.SECOND_PROJECT + "\"}} | project | " + TestApi.SECOND_PROJECT,
                "{\"project\":{\"name\":\"second\"}} | project | " + TestApi.SECOND_PROJECT,
                "{\"domain\":{\"id\":\"" + TestApi.DOMAIN + "\"}} | domain | " + TestApi.DOMAIN,
                "{\"domain\":{\"name\":\"acme\"}} | domain | " + TestApi.DOMAIN,
                "{\"project\":{\"name\":\"first\"},\"domain\":{\"name\":\"acme\"}} | project | " + TestApi.PROJECT,
                "{} | none | none"
            })
    void knowsEachScope(String scope, String kind, String id) {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            TestApi.Response response = ask(api, scope(scope));
            assertEquals(201, response.status(), response.text());
            JsonNode token = response.json().path("token");
            assertEquals(
                    kind.equals("none") ? "" : id, token.path(kind).path("id").asText());
            assertEquals(kind.equals("project"), token.has("project"));
            assertEquals(kind.equals("domain"), token.has("domain"));
        }
    }

    @Test
    void needsNoScope() {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            assertEquals(
                    201, ask(api, "{\"auth\":{\"identity\":" + IDENTITY + "}}").status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"project\":{\"name\":\"third\"}}",
                "{\"project\":{\"id\":\"" + TestApi.FOREIGN_PROJECT + "\"}}",
                "{\"project\":{\"name\":\"first\",\"domain\":{\"name\":\"other\"}}}",
                "{\"domain\":{\"id\":\"" + TestApi.FOREIGN_DOMAIN + "\"}}",
                "{\"domain\":{\"name\":\"other\"}}"
            })
    void saysClearlyThatAScopeIsNotTheirs(String scope) {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            TestApi.Response response = ask(api, scope(scope));
            assertEquals(404, response.status());
            assertTrue(response.json().path("error").path("message").asText().startsWith("Could not find "));
            TestApi.Response stranger = ask(api, scope(scope).replace("correct", "wrong"));
            assertEquals(401, stranger.status(), "but to nobody who is not known");
        }
    }

    /** Where clients put their paths behind. */
    @ParameterizedTest
    @CsvSource({
        "identity, http://127.0.0.1:8080/v3",
        "iam, http://127.0.0.1:8080/v5",
        "sts, http://127.0.0.1:8080/v5",
        "hss, http://127.0.0.1:8080/v5/" + TestApi.PROJECT,
        "ecs, http://127.0.0.1:8080/v1/" + TestApi.PROJECT
    })
    void listsItsServices(String type, String url) {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            JsonNode catalog = ask(api, scope("{\"project\":{\"name\":\"first\"}}"))
                    .json()
                    .path("token")
                    .path("catalog");
            List<JsonNode> endpoints = new ArrayList<>();
            for (JsonNode service : catalog) {
                if (service.path("type").asText().equals(type)) {
                    service.path("endpoints").forEach(endpoints::add);
                }
            }
            assertEquals(1, endpoints.size());
            assertEquals(url, endpoints.getFirst().path("url").asText());
            assertEquals("public", endpoints.getFirst().path("interface").asText());
            assertEquals("first", endpoints.getFirst().path("region").asText());
            assertEquals("first", endpoints.getFirst().path("region_id").asText());
        }
    }

    @Test
    void leavesOutWhatAScopeDoesNotReach() {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            JsonNode all = ask(api, scope("{\"domain\":{\"name\":\"acme\"}}")).json();
            assertEquals(3, all.path("token").path("catalog").size());
            Request without =
                    Request.of(Verb.POST, "/v3/auth/tokens?nocatalog=yes").body(scope("{}"));
            assertFalse(api.send(without).json().path("token").has("catalog"));
            Request empty = Request.of(Verb.POST, "/v3/auth/tokens?nocatalog=").body(scope("{}"));
            assertTrue(api.send(empty).json().path("token").has("catalog"));
        }
    }

    @ParameterizedTest
    @CsvSource({"evil.example.com/path", "a b", "''", "<script>", "a:123456", "x\u00e9"})
    void repeatsNoHostThatIsNone(String host) {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            Request post =
                    Request.of(Verb.POST, "/v3/auth/tokens").body(scope("{}")).header("host", host);
            assertTrue(api.send(post).text().contains("\"http://localhost/v3\""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersWrongAndUnknownAlikeAndThenLocks(Dialect dialect) {
        try (SignedApi api = withAlice(dialect)) {
            String wrong = scope("{}").replace("correct", "wrong");
            String unknown = wrong.replace("alice", "nobody");
            TestApi.Response first = ask(api, wrong);
            assertEquals(401, first.status());
            assertEquals("401", first.json().path("error").path("code").asText());
            assertEquals(
                    "Unauthorized", first.json().path("error").path("title").asText());
            assertEquals(first.text(), ask(api, unknown).text());
            for (int i = 0; i < 4; i++) {
                ask(api, wrong);
                ask(api, unknown);
            }
            TestApi.Response locked = ask(api, scope("{}"));
            assertEquals(401, locked.status());
            assertTrue(locked.text().contains("Account locked"), locked.text());
            assertEquals(locked.text(), ask(api, unknown).text());
        }
    }

    @Test
    void doesNotLookAtASignature() {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            Request post = Request.of(Verb.POST, "/v3/auth/tokens").body(scope("{}"));
            assertEquals(
                    201,
                    api.send(post.header("authorization", "SDK-HMAC-SHA256 rubbish"))
                            .status());
            assertEquals(201, api.send(post.signed(api, "NOBODY", "x")).status());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | IAM.0072",
                "{\"auth\":{}} | IAM.0072",
                "{\"auth\":[]} | IAM.0073",
                "{\"auth\":{\"identity\":{\"methods\":[],\"password\":{\"user\":{\"name\":\"a\",\"password\":\"p\"}}}}} | IAM.0073",
                "{\"auth\":{\"identity\":{\"methods\":[\"totp\"],\"password\":{\"user\":{\"name\":\"a\",\"password\":\"p\"}}}}} | IAM.0073",
                "{\"auth\":{\"identity\":{\"methods\":[\"password\",\"totp\"],\"password\":{\"user\":{\"name\":\"a\",\"password\":\"p\"}}}}} | IAM.0073",
                "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"a\",\"password\":\"p\"}}}}} | IAM.0072",
                "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"password\":\"p\",\"domain\":{\"name\":\"d\"}}}}}} | IAM.0072",
                "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"a\",\"domain\":{\"name\":\"d\"}}}}}} | IAM.0072",
                "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"a\",\"password\":7,\"domain\":{\"name\":\"d\"}}}}}} | IAM.0073",
                "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"a\",\"password\":null,\"domain\":{\"name\":\"d\"}}}}}} | IAM.0073",
                "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"a\",\"password\":\"p\",\"domain\":{}}}}}} | IAM.0072",
                "{\"auth\":{\"identity\":{},\"identity\":{}}} | IAM.0011",
                "[] | IAM.0011",
                "{ | IAM.0011"
            })
    void refusesOtherBodies(String body, String code) {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            TestApi.Response response = ask(api, body);
            assertEquals(400, response.status());
            assertEquals(code, response.json().path("error").path("error_code").asText(), response.text());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 400", "1, 401", "4095, 401", "4096, 401", "4097, 400"})
    void limitsPasswords(int length, int status) {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            assertEquals(
                    status,
                    ask(api, scope("{}").replace("correct", "x".repeat(length))).status());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 400", "1, 401", "255, 401", "256, 401", "257, 400"})
    void limitsNames(int length, int status) {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            assertEquals(
                    status,
                    ask(api, scope("{}").replace("alice", "x".repeat(length))).status());
            assertEquals(
                    status,
                    ask(api, scope("{}").replace("acme", "x".repeat(length))).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatATokenIsFor(Dialect dialect) {
        try (SignedApi api = withAlice(dialect)) {
            TestApi.Response created = ask(api, scope("{\"project\":{\"name\":\"first\"}}"));
            String token = created.answer().headers().getOrDefault("X-Subject-Token", "");
            Request get = Request.of(Verb.GET, "/v3/auth/tokens");
            TestApi.Response own = api.send(get.header("x-auth-token", token).header("x-subject-token", token));
            assertEquals(200, own.status());
            assertEquals(created.json(), own.json());
            assertEquals(token, own.answer().headers().get("X-Subject-Token"));

            TestApi.Response byRoot =
                    api.send(get.header("x-subject-token", token).signed(api));
            assertEquals(created.json(), byRoot.json(), "the account's root user may look");
            String roots = api.token(Optional.empty(), Optional.empty());
            TestApi.Response foreign =
                    api.send(get.header("x-auth-token", token).header("x-subject-token", roots));
            assertEquals(404, foreign.status());
            TestApi.Response absent = api.send(get.header("x-auth-token", token).header("x-subject-token", "rubbish"));
            assertEquals(foreign.text(), absent.text());
            assertEquals(400, api.send(get.header("x-auth-token", token)).status());
            assertEquals(401, api.send(get.header("x-subject-token", token)).status());
            api.clock().move(java.time.Duration.ofHours(24));
            assertEquals(
                    404,
                    api.send(get.header("x-subject-token", token).signed(api)).status(),
                    "expired");
        }
    }

    @Test
    void showsNoTokenOfAnotherAccountToItsRoot() {
        try (SignedApi api = withAlice(Dialect.SQLITE)) {
            api.addUser("f".repeat(32), TestApi.FOREIGN_DOMAIN, "bob", "correct");
            String theirs = api.token("f".repeat(32), Optional.empty(), Optional.empty());
            Request get = Request.of(Verb.GET, "/v3/auth/tokens").header("x-subject-token", theirs);
            assertEquals(404, api.send(get.signed(api)).status());
        }
    }

    private static SignedApi withAlice(Dialect dialect) {
        SignedApi api = SignedApi.on(dialect);
        api.addUser(USER, TestApi.DOMAIN, "alice", "correct");
        return api;
    }

    private static String scope(String scope) {
        return "{\"auth\":{\"identity\":" + IDENTITY + ",\"scope\":" + scope + "}}";
    }

    private static TestApi.Response ask(SignedApi api, String body) {
        return api.send(Request.of(Verb.POST, "/v3/auth/tokens").body(body));
    }
}
