package dev.watchword.agent.schedule;

import dev.watchword.protocol.ScanSchedule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The moments at which a machine is to scan itself: one on each day of the schedule, at its hour in the machine's zone, and later by a
 * random time that is this machine's own on that day and stays the same over restarts. A time that the clocks jump over comes as much later
 * as they jump; one that comes twice counts once, the first time.
 *
 * @param schedule what the server says; days that nobody knows are passed over
 * @param zone the machine's
 * @param hostId makes the random times this machine's own
 */
public record ScanTimes(ScanSchedule schedule, ZoneId zone, String hostId) {

    /** Until the server says otherwise: every day between 04:00 and 04:30. */
    public static final ScanSchedule DEFAULT = new ScanSchedule(List.of(), 4, 0, 1_800);

    private static final int DAYS_TO_LOOK = 9;

    /** Whether such a schedule can be. */
    public static boolean isSound(ScanSchedule schedule) {
        return schedule.hour() >= 0
                && schedule.hour() <= 23
                && schedule.minute() >= 0
                && schedule.minute() <= 59
                && schedule.randomOffsetSeconds() >= 0
                && schedule.randomOffsetSeconds() <= 86_400;
    }

    /** The first moment after this one; empty when the schedule has no day. */
    public Optional<Instant> nextAfter(Instant moment) {
        LocalDate day = moment.atZone(zone).toLocalDate().minusDays(2);
        for (int i = 0; i < DAYS_TO_LOOK + 2; i++, day = day.plusDays(1)) {
            Optional<Instant> start = on(day).filter(each -> each.isAfter(moment));
            if (start.isPresent()) {
                return start;
            }
        }
        return Optional.empty();
    }

    /** The last moment up to and with this one; empty when the schedule has no day. */
    public Optional<Instant> lastUntil(Instant moment) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        for (int i = 0; i < DAYS_TO_LOOK + 2; i++, day = day.minusDays(1)) {
            Optional<Instant> start = on(day).filter(each -> !each.isAfter(moment));
            if (start.isPresent()) {
                return start;
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> on(LocalDate day) {
        Set<DayOfWeek> days = days();
        if (!schedule.days().isEmpty() && !days.contains(day.getDayOfWeek())) {
            return Optional.empty();
        }
        ZonedDateTime start = ZonedDateTime.of(day, LocalTime.of(schedule.hour(), schedule.minute()), zone);
        return Optional.of(start.toInstant().plusSeconds(offset(day)));
    }

    private Set<DayOfWeek> days() {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (schedule.days().stream()
                    .anyMatch(word -> word.toUpperCase(Locale.ROOT).equals(day.name()))) {
                days.add(day);
            }
        }
        return days;
    }

    private long offset(LocalDate day) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((hostId + " " + day).getBytes(StandardCharsets.UTF_8));
            return Math.floorMod(ByteBuffer.wrap(digest).getLong(), schedule.randomOffsetSeconds() + 1L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
