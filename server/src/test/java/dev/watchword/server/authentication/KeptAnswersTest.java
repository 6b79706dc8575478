package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.authentication.SignedApi.Request;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Verb;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeptAnswersTest {

    private static final String SECRET_PATH = "/v5/" + TestApi.PROJECT + "/secret";

    @ParameterizedTest
    @EnumSource
    void givesTheFirstAnswerAgainWhileTheSignatureIsValid(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            Request signed = Request.of(Verb.POST, SignedApi.PROBE).signed(api);
            TestApi.Response first = api.send(signed);
            assertEquals(200, first.status());
            for (Duration later : List.of(Duration.ofSeconds(1), Duration.ofSeconds(898))) { // +1 s, +14:59
                api.clock().move(later);
                TestApi.Response again = api.send(signed);
                assertEquals(first.text(), again.text());
                assertEquals(first.status(), again.status());
                assertEquals(first.answer().contentType(), again.answer().contentType());
                assertEquals(first.answer().headers(), again.answer().headers());
            }
            api.clock().move(Duration.ofSeconds(2)); // +15:01
            assertEquals(401, api.send(signed).status());
            assertEquals(1, api.effects.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsAnswersOfSignaturesMadeAheadOfItsClock(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            api.clock().move(Duration.ofMinutes(15));
            Request signed = Request.of(Verb.POST, SignedApi.PROBE).signed(api);
            api.clock().move(Duration.ofMinutes(-15));
            assertEquals(200, api.send(signed).status());
            api.clock().move(Duration.ofMinutes(30));
            assertEquals(200, api.send(signed).status());
            assertEquals(1, api.effects.get());
            api.send(Request.of(Verb.POST, SignedApi.PROBE).body("{}").signed(api));
            assertEquals(2, rows(api));
            api.clock().move(Duration.ofMillis(1));
            api.send(Request.of(Verb.POST, SignedApi.PROBE).body("[]").signed(api));
            assertEquals(2, rows(api), "the oldest is forgotten");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasAnEffectOnceHoweverManyComeAtOnce(Dialect dialect) throws Exception {
        try (SignedApi api = SignedApi.on(dialect);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch slow = new CountDownLatch(1);
            api.during = () -> await(slow);
            Request signed = Request.of(Verb.POST, SignedApi.PROBE).signed(api);
            List<Future<TestApi.Response>> all = IntStream.range(0, 20)
                    .mapToObj(i -> callers.submit(() -> api.send(signed)))
                    .toList();
            Thread.sleep(200);
            slow.countDown();
            for (Future<TestApi.Response> each : all) {
                assertEquals(200, each.get().status());
                assertEquals(1, each.get().json().path("effect").asInt());
            }
            assertEquals(1, api.effects.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void repeatsNothingAfterARestart(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            Request signed = Request.of(Verb.POST, SignedApi.PROBE).signed(api);
            TestApi.Response first = api.send(signed);
            api.restart();
            assertEquals(first.text(), api.send(signed).text());
            assertEquals(1, api.effects.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotGuessHowFarAnInterruptedCallCame(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            Request signed = Request.of(Verb.POST, SignedApi.PROBE).signed(api);
            api.during = () -> {
                throw new IllegalStateException("made up: the server ends here");
            };
            assertEquals(500, api.send(signed).status());
            api.during = () -> {};
            api.restart();
            assertEquals(409, api.send(signed).status());
            assertEquals(0, api.effects.get());
            Request anew = Request.of(Verb.POST, SignedApi.PROBE).body("{}").signed(api);
            assertEquals(200, api.send(anew).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsASecretOnce(Dialect dialect) throws Exception {
        try (SignedApi api = SignedApi.on(dialect);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch slow = new CountDownLatch(1);
            api.during = () -> await(slow);
            Request signed = Request.of(Verb.POST, SECRET_PATH).signed(api);
            Future<TestApi.Response> first = callers.submit(() -> api.send(signed));
            Future<TestApi.Response> second = callers.submit(() -> api.send(signed));
            Thread.sleep(100);
            slow.countDown();
            assertEquals(200 + 409, first.get().status() + second.get().status());
            assertEquals(409, api.send(signed).status());
            api.restart();
            assertEquals(409, api.send(signed).status());
            assertEquals(1, api.effects.get());
            assertTrue(stored(api).stream().noneMatch(row -> row.contains("effect")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsErrorsToo(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            api.status = 400;
            Request signed = Request.of(Verb.POST, SignedApi.PROBE).signed(api);
            TestApi.Response first = api.send(signed);
            api.status = 200;
            assertEquals(400, first.status());
            assertEquals(first.text(), api.send(signed).text());
            assertEquals(1, api.effects.get());
        }
    }

    @Test
    void keepsNoRequestToComeAgainLater() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            api.status = 429;
            Request signed = Request.of(Verb.POST, SignedApi.PROBE).signed(api);
            assertEquals(429, api.send(signed).status());
            api.status = 200;
            assertEquals(200, api.send(signed).status());
        }
    }

    @Test
    void tellsKeysApart() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            api.addKey("SECOND", SignedApi.SECRET, TestApi.ROOT_USER);
            Request post = Request.of(Verb.POST, SignedApi.PROBE);
            assertEquals(1, api.send(post.signed(api)).json().path("effect").asInt());
            assertEquals(
                    2,
                    api.send(post.signed(api, "SECOND", SignedApi.SECRET))
                            .json()
                            .path("effect")
                            .asInt(),
                    "the same secret signs alike");
        }
    }

    @Test
    void letsTokensAndReadsThrough() {
        try (SignedApi api = SignedApi.on(Dialect.SQLITE)) {
            String token = api.token(Optional.of(TestApi.PROJECT), Optional.empty());
            Request post = Request.of(Verb.POST, SignedApi.PROBE).header("x-auth-token", token);
            api.send(post);
            api.send(post);
            assertEquals(2, api.effects.get());
            api.send(Request.of(Verb.GET, SignedApi.PROBE).signed(api));
            assertEquals(0, rows(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void storesNothingInTheClear(Dialect dialect) {
        try (SignedApi api = SignedApi.on(dialect)) {
            Request signed = Request.of(Verb.POST, SignedApi.PROBE).signed(api);
            api.send(signed);
            String authorization = signed.authorization();
            String signature = authorization.substring(authorization.length() - 64);
            assertFalse(stored(api).isEmpty());
            assertTrue(stored(api).stream().noneMatch(row -> row.contains("effect") || row.contains(signature)));
        }
    }

    private static List<String> stored(SignedApi api) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select id, content_type, headers, body from first_answer")
                        .map((row, context) -> {
                            byte[] body = row.getBytes(4);
                            return row.getString(1)
                                    + row.getString(2)
                                    + row.getString(3)
                                    + (body == null ? "" : new String(body, StandardCharsets.ISO_8859_1));
                        })
                        .list());
    }

    private static int rows(SignedApi api) {
        return stored(api).size();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
