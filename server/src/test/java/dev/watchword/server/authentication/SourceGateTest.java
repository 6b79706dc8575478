package dev.watchword.server.authentication;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Gate;
import dev.watchword.server.http.Pipeline;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceGateTest {

    private static final Route READ =
            Route.get("/v5/read", Service.HSS).needsIdentity().to(call -> Answer.empty(204));
    private static final Route LOGIN =
            Route.post("/v3/login", Service.KEYSTONE).openToAll().to(call -> Answer.empty(204));
    private static final Route HEALTH =
            Route.get("/health", Service.WATCHWORD).openToAll().to(call -> Answer.empty(204));
    private static final int RUNNING = 5;
    private static final int BLOCKS = 64;

    private final MovableTime time = new MovableTime();
    private final SourceGate gate =
            new SourceGate(new RateLimits(3, 20, 2, RUNNING, BLOCKS * SourceGate.BLOCK, 100), time);

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, false",
        "127.0.0.1, 127.0.0.1, true",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff:ffff:ffff:ffff, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
        "0:0:0:0:0:0:0:1, ::1, true",
        "::ffff:192.0.2.1, 192.0.2.1, true"
    })
    void limitsTheRateOfEachSource(String spender, String next, boolean shared) {
        for (int i = 0; i < 20; i++) {
            gate.enter(READ, spender).close();
        }
        if (shared) {
            assertTooMany("1", () -> gate.enter(READ, next));
        } else {
            assertDoesNotThrow(() -> gate.enter(READ, next).close());
        }
    }

    @Test
    void limitsTheRateOfLoginsMore() {
        for (int i = 0; i < 10; i++) {
            gate.enter(LOGIN, "192.0.2.1").close();
        }
        assertTooMany("1", () -> gate.enter(LOGIN, "192.0.2.1"));
        assertDoesNotThrow(() -> gate.enter(HEALTH, "192.0.2.1").close());
        assertDoesNotThrow(() -> gate.enter(LOGIN, "192.0.2.2").close());
        time.move(Duration.ofSeconds(1));
        gate.enter(LOGIN, "192.0.2.1").close();
        gate.enter(LOGIN, "192.0.2.1").close();
        assertTooMany("1", () -> gate.enter(LOGIN, "192.0.2.1"));
    }

    @Test
    void limitsWhatOneSourceHasRunning() {
        List<Gate.Pass> running = new ArrayList<>();
        for (int i = 0; i < RUNNING; i++) {
            running.add(gate.enter(READ, "192.0.2.1"));
        }
        assertTooMany("1", () -> gate.enter(READ, "192.0.2.1"));
        assertTooMany("1", () -> gate.enter(READ, "192.0.2.1"));
        gate.enter(READ, "192.0.2.2").close();
        running.removeFirst().close();
        gate.enter(READ, "192.0.2.1").close();
        running.forEach(Gate.Pass::close);
        assertEquals(0, gate.sources(), "nothing is kept of who is gone");
    }

    @Test
    void limitsTheBytesOfStrangers() {
        for (int i = 0; i < 4; i++) {
            try (Gate.Pass stranger = gate.enter(READ, "192.0.2.1")) {
                stranger.body(16 * SourceGate.BLOCK);
                stranger.body(17 * SourceGate.BLOCK);
            }
        }
        try (Gate.Pass more = gate.enter(READ, "192.0.2.1");
                Gate.Pass other = gate.enter(READ, "192.0.2.2")) {
            more.body(SourceGate.BLOCK);
            assertTooMany("1", () -> more.body(SourceGate.BLOCK + 1));
            other.body(16 * SourceGate.BLOCK);
            time.move(Duration.ofSeconds(1));
            more.body(3 * SourceGate.BLOCK);
            assertTooMany("1", () -> more.body(3 * SourceGate.BLOCK + 1));
        }
    }

    @Test
    void givesBackWhatProvenCallersSent() {
        for (int i = 0; i < 16; i++) {
            try (Gate.Pass agent = gate.enter(READ, "192.0.2.1")) {
                agent.body(BLOCKS * SourceGate.BLOCK);
                agent.proven();
                agent.proven();
            }
        }
        try (Gate.Pass stranger = gate.enter(READ, "192.0.2.1")) {
            stranger.body(BLOCKS * SourceGate.BLOCK);
            stranger.body((BLOCKS + 1) * SourceGate.BLOCK);
            assertTooMany("1", () -> stranger.body((BLOCKS + 2) * SourceGate.BLOCK));
        }
    }

    private static void assertTooMany(String seconds, Executable call) {
        ApiError error = assertThrows(ApiError.class, call);
        assertEquals("429 APIGW.0308", error.status() + " " + error.code());
        assertEquals(seconds, Pipeline.failed(Service.HSS, error, "0").headers().get("Retry-After"));
    }
}
