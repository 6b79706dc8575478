package dev.watchword.server.resets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.Ids;
import dev.watchword.server.TestApi;
import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.servers.TestHosts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests, answers, cancellations and time in any order, twice, or not at all. */
class ResetCourseTest {

    private static final int COURSES = 100;
    private static final int STEPS = 40;
    private static final long LIFE = 20;
    private static final List<String> ANSWERS = List.of("delivered", "staged", "applied", "verified", "failed");
    private static final List<String> DETAILS =
            List.of("{}", "", "{\"reason\":\"hash_rejected\"}", "{\"reason\":\"superseded\"}", "{\"reason\":7}", "x");

    private final Commands commands = new Commands();
    private final Resets resets = new Resets(commands);
    private final ResetAnswers answers = new ResetAnswers(resets);

    @ParameterizedTest
    @EnumSource
    void goesForwardOnlyAndLetsTheNewestWin(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            for (int seed = 0; seed < COURSES; seed++) {
                int course = seed;
                String host = TestHosts.linux(api, "course-" + course).added(api);
                api.parts().database().change(handle -> run(handle, host, course));
            }
        }
    }

    private void run(Handle handle, String host, int seed) {
        Random random = new Random(seed);
        List<Command> sent = new ArrayList<>();
        Map<String, List<Reset>> histories = new HashMap<>();
        Set<String> wasVerified = new HashSet<>();
        long now = 1_000;
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(4);
            int choice = random.nextInt(10);
            if (sent.isEmpty() || choice == 0) {
                sent.add(request(handle, host, now));
            } else {
                Command command = sent.get(random.nextInt(sent.size()));
                boolean verifiedBefore = state(handle, command.id(), now) == ResetState.VERIFIED;
                if (choice == 1) {
                    resets.giveUp(handle, command.id(), ResetState.FAILED, ResetReason.CANCELLED, now);
                } else if (choice == 2) {
                    sweep(handle, sent, now);
                } else {
                    String answer = ANSWERS.get(random.nextInt(ANSWERS.size()));
                    String detail = DETAILS.get(random.nextInt(DETAILS.size()));
                    boolean last = answers.answered(handle, command, answer, detail, now);
                    assertEquals(answer.equals("verified") || answer.equals("failed"), last);
                }
                if (!verifiedBefore && state(handle, command.id(), now) == ResetState.VERIFIED) {
                    assertTrue(wasVerified.add(command.id()), "verified twice, seed " + seed);
                }
            }
            check(handle, host, sent, histories, now, "seed " + seed + ", step " + step);
        }
    }

    private Command request(Handle handle, String host, long now) {
        long counter = Resets.nextCounter(handle, host);
        Reset reset = new Reset(
                Ids.uuid(),
                TestApi.PROJECT,
                host,
                "web-1",
                "root",
                counter,
                ResetState.ACCEPTED,
                ResetReason.NONE,
                "server",
                Optional.empty(),
                "u",
                "n",
                now,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                now + LIFE,
                "boot",
                List.of());
        resets.accept(handle, reset, Optional.of("{\"envelope\":\"e\"}"));
        return new Command(reset.id(), host, Resets.KIND, "{}", now, now + LIFE);
    }

    private void sweep(Handle handle, List<Command> sent, long now) {
        sent.stream()
                .filter(command -> command.expiresAt() <= now)
                .forEach(command -> resets.giveUp(handle, command.id(), ResetState.EXPIRED, ResetReason.NONE, now));
    }

    private void check(
            Handle handle,
            String host,
            List<Command> sent,
            Map<String, List<Reset>> histories,
            long now,
            String where) {
        int pending = 0;
        long newestInEffect = 0;
        for (int i = 0; i < sent.size(); i++) {
            Reset reset =
                    Resets.byId(handle, TestApi.PROJECT, sent.get(i).id(), now).orElseThrow();
            assertEquals(i + 1, reset.counter(), where);
            List<Reset> history = histories.computeIfAbsent(reset.id(), unused -> new ArrayList<>());
            if (!history.isEmpty() && history.getLast().state() != reset.state()) {
                Reset before = history.getLast();
                assertTrue(before.state().mayBecome(reset.state(), before.reason()), where + " from " + before);
                assertFalse(
                        reset.state() != ResetState.FAILED
                                && history.stream().anyMatch(each -> each.state() == reset.state()),
                        where + " back");
            }
            history.add(reset);
            if (reset.state().isPending()) {
                pending++;
                assertEquals(sent.size(), reset.counter(), where + ": an older one is pending");
                assertTrue(now < reset.expiresAt(), where + ": pending too long");
            }
            if (reset.state().isInEffect()) {
                newestInEffect = reset.counter();
            }
            assertEquals(reset.state() == ResetState.FAILED, reset.failedAt().isPresent(), where);
            assertEquals(reset.state() == ResetState.FAILED, reset.reason() != ResetReason.NONE, where);
            assertEquals(
                    reset.state() == ResetState.VERIFIED, reset.verifiedAt().isPresent(), where);
        }
        assertTrue(pending <= 1, where);
        List<Command> open = commands.open(handle, host, now);
        assertEquals(pending, open.size(), where + ": only what is pending is handed out");
        if (pending == 1 && newestInEffect > 0) {
            assertTrue(newestInEffect < sent.size(), where);
        }
    }

    private static ResetState state(Handle handle, String id, long now) {
        return Resets.byId(handle, TestApi.PROJECT, id, now).orElseThrow().state();
    }
}
