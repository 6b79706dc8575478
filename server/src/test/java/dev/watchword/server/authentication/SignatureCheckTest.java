package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.authentication.SignedApi.Request;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureCheckTest {

    private static final String BAD = "Incorrect IAM authentication information: verify aksk signature fail";

    @ParameterizedTest
    @EnumSource
    void acceptsARightSignature(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            TestApi.Response who =
                    api.send(Request.of(Verb.GET, "/v5/caller-identity").signed(api));
            assertEquals(200, who.status(), who.text());
            assertEquals(TestApi.ROOT_USER, who.json().path("principal_id").asText());
            assertEquals(
                    204,
                    api.send(Request.of(Verb.GET, SignedApi.PROBE + "?b=%7e*&a=1")
                                    .signed(api))
                            .status());
        }
    }

    @Test
    void noticesEachSignedThingThatChanged() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            Request good = Request.of(Verb.POST, SignedApi.PROBE + "?a=1&b=2")
                    .header("user-agent", "me")
                    .header("x-project-id", TestApi.PROJECT)
                    .body("{}")
                    .signed(api);
            assertEquals(200, api.send(good).status());
            String date = RequestSignature.date(api.clock().instant().plusSeconds(1));
            Map<String, Request> changed = Map.of(
                    "path", good.to("/v5/" + TestApi.PROJECT + "/secret?a=1&b=2"),
                    "method", new Request(Verb.GET, good.target(), good.headers(), good.body()),
                    "value", good.to(SignedApi.PROBE + "?a=1&b=3"),
                    "parameter", good.to(SignedApi.PROBE + "?a=1&b=2&c="),
                    "body", good.body("{ }"),
                    "host", good.header("host", "127.0.0.1:8081"),
                    "user agent", good.header("user-agent", "you"),
                    "project", good.header("x-project-id", TestApi.SECOND_PROJECT),
                    "date", good.header("x-sdk-date", date),
                    "twice", good.header("user-agent", "me", "me"));
            changed.forEach((what, request) -> {
                refused(what, api.send(request));
                api.send(Request.of(Verb.GET, "/v5/caller-identity").signed(api)); // not five in a row
            });
            Request absent = Request.of(Verb.GET, "/v5/caller-identity")
                    .header("x-sdk-date", RequestSignature.date(api.clock().instant()))
                    .header("authorization", good.authorization());
            refused("absent", api.send(absent));
        }
    }

    @Test
    void leavesUnsignedHeadersAndEquivalentEncodingsAlone() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            Request good = Request.of(Verb.GET, SignedApi.PROBE + "?a=%2A&b=~").signed(api);
            assertEquals(204, api.send(good.header("accept-encoding", "gzip")).status());
            assertEquals(204, api.send(good.to(SignedApi.PROBE + "?b=%7E&a=*")).status());
        }
    }

    @Test
    void trustsNoHashThatTheClientOnlyClaims() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            Request post = Request.of(Verb.POST, SignedApi.PROBE)
                    .header("content-type", "text/plain")
                    .body("{}");
            String hash = RequestSignature.hash(post.body());
            assertEquals(
                    200,
                    api.send(post.header("x-sdk-content-sha256", hash).signed(api))
                            .status());
            refused(
                    "other",
                    api.send(post.header("x-sdk-content-sha256", RequestSignature.hash(new byte[0]))
                            .signed(api)));
            refused(
                    "none",
                    api.send(post.header("x-sdk-content-sha256", "UNSIGNED-PAYLOAD")
                            .signed(api)));
            refused(
                    "twice",
                    api.send(post.header("x-sdk-content-sha256", hash, hash).signed(api)));
            refused(
                    "swapped",
                    api.send(post.header("x-sdk-content-sha256", hash)
                            .signed(api)
                            .body("{\"a\":1}")));
            Request empty = Request.of(Verb.GET, SignedApi.PROBE).header("x-sdk-content-sha256", "UNSIGNED-PAYLOAD");
            assertEquals(204, api.send(empty.signed(api)).status());
        }
    }

    @ParameterizedTest
    @CsvSource({"-901, 401", "-900, 204", "0, 204", "900, 204", "901, 401"})
    void toleratesAQuarterOfAnHour(int secondsOff, int status) {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            Request signed = Request.of(Verb.GET, SignedApi.PROBE).signed(api);
            api.clock().move(Duration.ofSeconds(secondsOff));
            for (int i = 0; i < 6; i++) {
                assertEquals(status, api.send(signed).status(), "and no wrong clock locks the key");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"20261121T120000", "2026-11-21T12:00:00Z", "20261321T120000Z", "20261121T256000Z", "now"})
    void refusesOtherDates(String date) {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            Request signed = Request.of(Verb.GET, SignedApi.PROBE)
                    .header("x-sdk-date", date)
                    .signedAsDated(SignedApi.KEY, SignedApi.SECRET);
            refused(date, api.send(signed));
        }
    }

    @ParameterizedTest
    @EnumSource
    void locksAKeyAfterFiveFailuresInARow(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            Request right = Request.of(Verb.GET, SignedApi.PROBE).signed(api);
            Request wrong = Request.of(Verb.GET, SignedApi.PROBE).signed(api, SignedApi.KEY, "another");
            for (int i = 0; i < 4; i++) {
                refused("wrong", api.send(wrong));
            }
            assertEquals(204, api.send(right).status());
            for (int i = 0; i < 5; i++) {
                refused("wrong", api.send(wrong));
            }
            TestApi.Response locked = api.send(right);
            assertEquals(401, locked.status());
            assertTrue(locked.text().contains("AK access failed to reach the limit,forbidden"), locked.text());
            api.clock().move(Duration.ofMinutes(5).minusMillis(1));
            assertEquals(
                    401,
                    api.send(Request.of(Verb.GET, SignedApi.PROBE).signed(api)).status());
            api.clock().move(Duration.ofMillis(1));
            assertEquals(
                    204,
                    api.send(Request.of(Verb.GET, SignedApi.PROBE).signed(api)).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesUnknownAndDisabledKeysAndUsers(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            TestApi.Response unknown =
                    api.send(Request.of(Verb.GET, SignedApi.PROBE).signed(api, "NOBODY", "x"));
            assertEquals(401, unknown.status());
            assertEquals(
                    "Incorrect IAM authentication information: Get secretKey failed,ak:NOBODY,err:ak not exist",
                    unknown.json().path("error_msg").asText());
            api.sql("update access_key set enabled = false");
            TestApi.Response disabled =
                    api.send(Request.of(Verb.GET, SignedApi.PROBE).signed(api));
            assertEquals(unknown.text().replace("NOBODY", "AKTEST"), disabled.text());
            api.sql("update access_key set enabled = true");
            api.sql("update iam_user set enabled = false");
            TestApi.Response user =
                    api.send(Request.of(Verb.GET, SignedApi.PROBE).signed(api));
            assertEquals("403 IAM.0080", user.status() + " " + user.errorCode());
        }
    }

    @Test
    void asksForTheCallersOwnAccountAndProject() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            Request iam = Request.of(Verb.PUT, "/v5/probe");
            assertEquals(
                    200,
                    api.send(iam.header("x-domain-id", TestApi.DOMAIN).signed(api))
                            .status());
            assertEquals(
                    200,
                    api.send(iam.header("x-project-id", TestApi.SECOND_PROJECT).signed(api))
                            .status());
            String[][] bad = {
                {"x-domain-id", TestApi.FOREIGN_DOMAIN}, {"x-domain-id", "none"}, {"x-domain-id", ""},
                {"x-project-id", TestApi.FOREIGN_PROJECT}, {"x-project-id", "none"}, {"x-project-id", ""}
            };
            for (String[] header : bad) {
                TestApi.Response refused =
                        api.send(iam.header(header[0], header[1]).signed(api));
                assertEquals("403 APIGW.0306", refused.status() + " " + refused.errorCode(), header[1]);
            }
            Request twice = iam.signed(api).header("x-domain-id", TestApi.DOMAIN, TestApi.FOREIGN_DOMAIN);
            assertEquals(403, api.send(twice).status());
        }
    }

    @Test
    void decidesEvenBesideAToken() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            String token = api.token(Optional.of(TestApi.PROJECT), Optional.empty());
            Request wrong = Request.of(Verb.GET, SignedApi.PROBE).signed(api, SignedApi.KEY, "another");
            refused("signature", api.send(wrong.header("x-auth-token", token)));
            Request right = Request.of(Verb.GET, SignedApi.PROBE).signed(api);
            assertEquals(204, api.send(right.header("x-auth-token", "rubbish")).status());
            for (String other : List.of("SDK-HMAC-SM3 x", "sdk-hmac-sha256 x", "V11-HMAC-SHA256 Credential=x")) {
                refused(
                        other,
                        api.send(Request.of(Verb.GET, SignedApi.PROBE)
                                .header("authorization", other)
                                .header("x-auth-token", token)));
            }
            Request basic = Request.of(Verb.GET, SignedApi.PROBE).header("authorization", "Basic eDp5");
            assertEquals(204, api.send(basic.header("x-auth-token", token)).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void notesTheLastUseOnceAMinute(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            long first = api.parts().now();
            api.send(Request.of(Verb.GET, SignedApi.PROBE).signed(api));
            assertEquals(first + " hss", lastUse(api));
            api.clock().move(Duration.ofSeconds(59));
            api.send(Request.of(Verb.GET, "/v5/caller-identity").signed(api));
            assertEquals(first + " hss", lastUse(api));
            api.clock().move(Duration.ofSeconds(1));
            api.send(Request.of(Verb.GET, "/v5/caller-identity").signed(api));
            assertEquals(first + 60_000 + " sts", lastUse(api));
        }
    }

    private static String lastUse(SignedApi api) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select last_used_at, last_service from access_key")
                        .map((row, context) -> row.getLong(1) + " " + row.getString(2))
                        .one());
    }

    private static void refused(String what, TestApi.Response response) {
        assertEquals("401 APIGW.0301", response.status() + " " + response.errorCode(), what);
        assertEquals(BAD, response.json().path("error_msg").asText(), what);
    }
}
