package dev.watchword.agent.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.run.ScanJob;
import dev.watchword.protocol.ScanSchedule;
import dev.watchword.protocol.SigningKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AgentSimulationTest {

    @Test
    void answersEveryCommandAndLosesNoReportWhateverCrashesAndIsLost() throws Exception {
        answersAndLosesNothing(15);
    }

    @Tag("long")
    @Test
    void answersEveryCommandAndLosesNoReportInAThousandWorlds() throws Exception {
        answersAndLosesNothing(1_000);
    }

    private static void answersAndLosesNothing(int seeds) throws Exception {
        for (long seed = 0; seed < seeds; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            SimulatedAgent world = new SimulatedAgent(seed, Duration.ofMinutes(7), List.of());
            for (int hour = 0; hour < 12; hour++) {
                world.server.down = chance.nextInt(4) == 0;
                world.server.lossRate = chance.nextInt(3) == 0 ? 0.3 : 0;
                if (chance.nextBoolean()) {
                    world.server.ask("scan-" + hour, "scan", "{\"type\":\"pwd\"}");
                }
                if (chance.nextInt(3) == 0) {
                    world.server.ask("trial-" + hour, "dry_run", "{\"dry_run_id\":\"t-" + hour + "\"}");
                }
                if (chance.nextBoolean()) {
                    world.disk.crashWithin(60, chance);
                }
                world.run(Duration.ofHours(1));
            }
            world.server.down = false;
            world.server.lossRate = 0;
            world.disk.crashNoMore();
            world.run(Duration.ofHours(3));
            String story = "seed " + seed;
            assertEquals(List.of(), List.copyOf(world.server.open.keySet()), story);
            assertEquals(0, world.agent.status().waiting(), story);
            assertEquals(0, world.agent.status().dropped(), story);
            assertEquals(0, world.server.forks, story + ": a number was used twice");
            assertTrue(world.server.reports.size() > 0, story);
            for (String id : world.server.answers.keySet()) {
                assertEquals("done", world.server.told(id).getLast(), story + " " + id);
            }
        }
    }

    @Test
    void bringsTheReportBeforeItSaysThatTheScanIsDone() throws Exception {
        SimulatedAgent world = new SimulatedAgent(1, Duration.ofMinutes(1), List.of());
        world.run(Duration.ofMinutes(10));
        world.server.arrivals.clear();
        world.server.ask("scan-1", "scan", "{}");
        world.run(Duration.ofMinutes(10));
        assertEquals(3, world.server.arrivals.size(), world.server.arrivals.toString());
        assertEquals("delivered scan-1", world.server.arrivals.getFirst());
        assertTrue(world.server.arrivals.get(1).startsWith("report "));
        assertEquals("done scan-1", world.server.arrivals.get(2));
    }

    @Test
    void leavesAServerAloneThatIsAwayAndIsBackSoonAfterIt() throws Exception {
        SimulatedAgent world = new SimulatedAgent(2, Duration.ofMinutes(5), List.of());
        world.run(Duration.ofHours(1));
        world.server.down = true;
        world.server.callTimes.clear();
        world.run(Duration.ofHours(24));
        List<Long> calls = world.server.callTimes;
        assertTrue(calls.size() > 24 * 60 / 5, "it gave up: " + calls.size());
        for (int i = 1; i < calls.size(); i++) {
            assertTrue(calls.get(i) - calls.get(i - 1) >= Duration.ofSeconds(60).toNanos(), "busy retry");
        }
        world.server.down = false;
        world.run(Duration.ofMinutes(5));
        assertEquals(0, world.agent.status().waiting());
        assertEquals("connected", world.agent.status().state());
        assertEquals(2, world.server.reports.size(), "the first scan and the one of the night without a server");
    }

    @Test
    void comesBackFromAnOutageAtAnotherTimeThanOthers() throws Exception {
        long[] buckets = new long[5];
        for (int i = 0; i < 100; i++) {
            SimulatedAgent world = new SimulatedAgent(1_000 + i, Duration.ofMinutes(1), List.of());
            world.run(Duration.ofMinutes(10));
            world.server.down = true;
            world.run(Duration.ofMinutes(30));
            world.server.down = false;
            world.server.callTimes.clear();
            long back = world.machine.elapsed();
            world.run(Duration.ofMinutes(5));
            buckets[
                    (int) Duration.ofNanos(world.server.callTimes.getFirst() - back)
                            .toMinutes()]++;
        }
        for (int minute = 0; minute < 3; minute++) {
            assertTrue(buckets[minute] >= 10 && buckets[minute] <= 60, "a herd in minute " + minute);
        }
    }

    @Test
    void stopsWhenItIsRevokedAndLooksOnceAnHour() throws Exception {
        SimulatedAgent world = new SimulatedAgent(3, Duration.ofMinutes(5), List.of());
        world.run(Duration.ofHours(1));
        world.server.revoked = true;
        world.run(Duration.ofMinutes(3));
        assertEquals("denied", world.agent.status().state());
        world.server.callTimes.clear();
        int scans = world.scans.begun.size();
        world.run(Duration.ofHours(48));
        assertTrue(world.server.callTimes.size() <= 48, world.server.callTimes.size() + " calls");
        assertEquals(scans, world.scans.begun.size(), "a denied agent scans no more");
        world.server.revoked = false;
        world.run(Duration.ofHours(2));
        assertEquals("connected", world.agent.status().state());
    }

    @Test
    void doesNothingOfWhatNobodySigned() throws Exception {
        SimulatedAgent world = new SimulatedAgent(4, Duration.ofMinutes(5), List.of());
        world.server.forgetsToSign = true;
        world.server.ask("scan-1", "scan", "{}");
        world.server.wordsVersion = 7;
        world.run(Duration.ofHours(1));
        assertEquals("waiting", world.agent.status().state());
        assertEquals("", world.agent.status().wordsVersion());
        assertTrue(world.scans.begun.stream().noneMatch(ScanJob.Asked.class::isInstance));
    }

    @Test
    void followsTheServersKeyToItsNextAndNoOther() throws Exception {
        SimulatedAgent world = new SimulatedAgent(5, Duration.ofMinutes(5), List.of());
        SigningKey second = SigningKey.generate(new SecureRandom());
        world.server.useKeys(List.of(world.server.key, second));
        world.run(Duration.ofMinutes(5));
        world.server.useKeys(List.of(second));
        world.restart();
        world.run(Duration.ofMinutes(5));
        assertEquals("connected", world.agent.status().state());
        world.server.useKeys(List.of(SigningKey.generate(new SecureRandom())));
        world.run(Duration.ofMinutes(5));
        assertEquals("waiting", world.agent.status().state());
    }

    @Test
    void runsWithAWrongClock() throws Exception {
        SimulatedAgent world = new SimulatedAgent(6, Duration.ofMinutes(5), List.of());
        world.server.clockOff = Duration.ofDays(3).toMillis();
        world.server.ask("scan-1", "scan", "{}");
        world.run(Duration.ofHours(1));
        assertEquals("connected", world.agent.status().state());
        assertEquals("done", world.server.told("scan-1").getLast());
    }

    @Test
    void fetchesWordsOnceForEachVersion() throws Exception {
        SimulatedAgent world = new SimulatedAgent(7, Duration.ofMinutes(5), List.of());
        world.server.wordsVersion = 1;
        world.server.words = List.of("one");
        world.run(Duration.ofHours(2));
        assertEquals(1, world.server.wordFetches);
        world.server.wordsVersion = 2;
        world.run(Duration.ofHours(2));
        assertEquals(2, world.server.wordFetches);
        assertEquals("group:2", world.agent.status().wordsVersion());
    }

    @Test
    void scansOnceADayAndCatchesUpOnceAfterAWeekSwitchedOff() throws Exception {
        SimulatedAgent world = new SimulatedAgent(8, Duration.ofMinutes(5), List.of());
        world.server.schedule = new ScanSchedule(List.of(), 4, 0, 1_800);
        world.run(Duration.ofDays(3));
        assertEquals(4, world.scans.begun.size(), "at once, and three nights");
        world.machine.pass(Duration.ofDays(7));
        world.restart();
        world.run(Duration.ofHours(1));
        assertEquals(5, world.scans.begun.size());
    }

    @Test
    void setsAsideAReportThatTheServerRefusesAndGoesOn() throws Exception {
        SimulatedAgent world = new SimulatedAgent(9, Duration.ofMinutes(5), List.of());
        world.server.reportStatus = 400;
        world.run(Duration.ofHours(1));
        assertEquals(1, world.agent.status().dropped());
        world.server.reportStatus = 204;
        world.server.ask("scan-1", "scan", "{}");
        world.run(Duration.ofHours(1));
        assertEquals(1, world.server.reports.size());
    }

    /** Whatever ends TLS on the way can answer 404; the outcome of a reset must not be lost by that. */
    @Test
    void keepsWhatSomebodyElseThanTheServerRefuses() throws Exception {
        SimulatedAgent world = new SimulatedAgent(13, Duration.ofMinutes(5), List.of());
        world.run(Duration.ofHours(1));
        world.server.ask("scan-1", "scan", "{}");
        world.server.forgetsCommands = true;
        world.server.forgetsToSignRefusals = true;
        world.server.callTimes.clear();
        world.run(Duration.ofDays(1));
        assertEquals(0, world.agent.status().dropped());
        assertTrue(world.agent.status().waiting() > 0);
        assertEquals("connected", world.agent.status().state());
        // While a command is open its list is asked for every five seconds; the letter adds less than one call a
        // minute.
        assertTrue(world.server.callTimes.size() < 24 * 60 * 16, world.server.callTimes.size() + " calls");
        world.restart();
        world.server.forgetsCommands = false;
        world.run(Duration.ofHours(1));
        assertEquals("done", world.server.told("scan-1").getLast());
        assertEquals(0, world.agent.status().waiting());
        assertEquals(0, world.agent.status().dropped());
    }

    @Test
    void givesUpAfterDaysWhatIsRefusedAllTheTime() throws Exception {
        SimulatedAgent world = new SimulatedAgent(14, Duration.ofMinutes(5), List.of());
        world.server.forgetsToSignRefusals = true;
        world.server.reportStatus = 400;
        world.run(Duration.ofDays(6));
        assertEquals(0, world.agent.status().dropped());
        world.restart();
        world.run(Duration.ofDays(2));
        assertEquals(1, world.agent.status().dropped(), "the first; the second had its first try after it");
        assertTrue(world.agent.status().waiting() >= 6);
        world.server.down = true;
        world.run(Duration.ofDays(20));
        assertEquals(1, world.agent.status().dropped(), "nobody refused anything");
    }

    /** It was withdrawn, or its answer arrived and only the server's receipt was lost: nothing is missing. */
    @Test
    void letsGoOfAnAnswerThatTheServerItselfDoesNotWaitFor() throws Exception {
        SimulatedAgent world = new SimulatedAgent(15, Duration.ofMinutes(5), List.of());
        world.server.ask("strange-1", "make_tea", "{}");
        world.server.forgetsCommands = true;
        world.run(Duration.ofMinutes(10));
        assertEquals(0, world.agent.status().waiting());
        assertEquals(0, world.agent.status().dropped());
    }

    @Test
    void staysInTouchWhileItsReportsAreTooMany() throws Exception {
        SimulatedAgent world = new SimulatedAgent(10, Duration.ofMinutes(5), List.of());
        world.server.reportStatus = 429;
        world.server.reportRetryAfter = 1_800;
        world.run(Duration.ofHours(2));
        assertEquals("connected", world.agent.status().state());
        assertEquals(1, world.agent.status().waiting());
        assertTrue(world.machine.wallClock() - world.agent.status().contactAt() < 120_000);
        world.server.reportStatus = 204;
        world.run(Duration.ofHours(1));
        assertEquals(1, world.server.reports.size());
    }

    @Test
    void saysThatItCannotDoWhatItDoesNotKnow() throws Exception {
        SimulatedAgent world = new SimulatedAgent(11, Duration.ofMinutes(5), List.of());
        world.server.ask("strange-1", "make_tea", "{}");
        world.run(Duration.ofMinutes(5));
        assertEquals(List.of("failed"), world.server.told("strange-1"));
    }

    @Test
    void scansAtTheHourOfTheHostsZone() throws Exception {
        SimulatedAgent world = new SimulatedAgent(12, Duration.ofMinutes(5), List.of());
        world.server.schedule = new ScanSchedule(List.of("MONDAY"), 4, 30, 0);
        world.run(Duration.ofHours(1));
        int before = world.scans.begun.size();
        world.machine.setWallClock(Instant.parse("2026-03-02T03:29:00Z"));
        world.run(Duration.ofSeconds(50));
        assertEquals(before, world.scans.begun.size());
        world.run(Duration.ofSeconds(30));
        assertEquals(before + 1, world.scans.begun.size());
    }
}
