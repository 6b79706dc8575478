package dev.watchword.agent.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.protocol.ScanSchedule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScanTimesTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    @Test
    void keepsTheHostsHourOverTheChangesOfTheClock() {
        ScanTimes times = at(List.of(), 4, 0, 0);
        assertEquals(next(times, "2026-03-28T12:00:00Z"), Instant.parse("2026-03-29T02:00:00Z"));
        assertEquals(next(times, "2026-10-24T12:00:00Z"), Instant.parse("2026-10-25T03:00:00Z"));
    }

    @Test
    void scansOnceWhereTheHourIsMissingOrComesTwice() {
        ScanTimes times = at(List.of(), 2, 30, 0);
        assertEquals(next(times, "2026-03-28T12:00:00Z"), Instant.parse("2026-03-29T01:30:00Z"));
        assertEquals(next(times, "2026-03-29T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
        assertEquals(next(times, "2026-10-24T12:00:00Z"), Instant.parse("2026-10-25T00:30:00Z"));
        assertEquals(next(times, "2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void scansOnTheDaysOfTheSchedule() {
        ScanTimes times = at(List.of("MONDAY", "friday", "someday"), 4, 0, 0);
        assertEquals(next(times, "2026-03-03T12:00:00Z"), Instant.parse("2026-03-06T03:00:00Z"));
        assertEquals(next(times, "2026-03-06T03:00:00Z"), Instant.parse("2026-03-09T03:00:00Z"));
        assertEquals(Optional.empty(), at(List.of("someday"), 4, 0, 0).nextAfter(Instant.EPOCH));
    }

    @Test
    void spreadsAFleetAndStaysTheSameForOneHost() {
        Set<Instant> starts = new HashSet<>();
        for (int host = 0; host < 200; host++) {
            ScanTimes times = new ScanTimes(new ScanSchedule(List.of(), 4, 0, 1_800), VIENNA, "host-" + host);
            Instant start = next(times, "2026-03-03T12:00:00Z");
            assertEquals(start, next(times, "2026-03-03T13:00:00Z"));
            assertFalse(start.isBefore(Instant.parse("2026-03-04T03:00:00Z")));
            assertFalse(start.isAfter(Instant.parse("2026-03-04T03:30:00Z")));
            starts.add(start);
        }
        assertTrue(starts.size() > 150, starts.size() + " different times");
    }

    @Test
    void findsALateStartAfterMidnight() {
        ScanTimes times = new ScanTimes(new ScanSchedule(List.of(), 23, 59, 7_200), VIENNA, "host");
        Instant start = next(times, "2026-03-03T12:00:00Z");
        assertEquals(start, times.lastUntil(start).orElseThrow());
        assertEquals(start, next(times, start.minusSeconds(1).toString()));
    }

    @Test
    void triesAScanThatBringsTheAgentDownThreeTimesAndThenWaitsForTheNextDay() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        Instant now = Instant.parse("2026-03-03T12:00:00Z");
        for (int i = 0; i < ScanDiary.MOST_ATTEMPTS; i++) {
            ScanDiary diary = ScanDiary.open(disk, "host");
            assertTrue(diary.isDue(now, VIENNA));
            diary.begun(now);
        }
        assertFalse(ScanDiary.open(disk, "host").isDue(now, VIENNA));
        assertTrue(ScanDiary.open(disk, "host").isDue(now.plus(Duration.ofDays(1)), VIENNA));
    }

    @Test
    void doesNotWaitForAClockThatWasWrong() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        ScanDiary diary = ScanDiary.open(disk, "host");
        diary.begun(Instant.parse("2040-01-01T00:00:00Z"));
        diary.ended();
        assertTrue(ScanDiary.open(disk, "host").isDue(Instant.parse("2026-03-03T12:00:00Z"), VIENNA));
    }

    @Test
    void followsNoScheduleThatCannotBe() throws IOException {
        ScanDiary diary = ScanDiary.open(new MemoryDisk(), "host");
        diary.follow(new ScanSchedule(List.of(), 99, 0, 0));
        assertEquals(ScanTimes.DEFAULT, diary.schedule());
    }

    private static ScanTimes at(List<String> days, int hour, int minute, int offset) {
        return new ScanTimes(new ScanSchedule(days, hour, minute, offset), VIENNA, "host");
    }

    private static Instant next(ScanTimes times, String after) {
        return times.nextAfter(Instant.parse(after)).orElseThrow();
    }
}
