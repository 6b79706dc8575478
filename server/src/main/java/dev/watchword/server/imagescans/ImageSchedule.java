package dev.watchword.server.imagescans;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * When images are scanned again.
 *
 * @param id a UUID
 * @param projectId whose
 * @param registryId where
 * @param images names and patterns
 * @param days none means every day
 * @param hour of UTC
 * @param minute of the hour
 * @param enabled whether it runs
 * @param createdBy the user's id
 * @param createdAt epoch milliseconds
 * @param nextAt when it runs next, epoch milliseconds
 * @param lastScan the id of the newest scan that it started, {@code ""} before the first
 */
public record ImageSchedule(
        String id,
        String projectId,
        String registryId,
        List<String> images,
        List<DayOfWeek> days,
        int hour,
        int minute,
        boolean enabled,
        String createdBy,
        long createdAt,
        long nextAt,
        String lastScan) {

    public ImageSchedule {
        images = List.copyOf(images);
        days = days.stream().distinct().sorted().toList();
    }

    /** The first of its times after this one. */
    long after(long now) {
        ZonedDateTime from = Instant.ofEpochMilli(now).atZone(ZoneOffset.UTC);
        ZonedDateTime next =
                from.withHour(hour).withMinute(minute).withSecond(0).withNano(0);
        while (!next.isAfter(from) || !days.isEmpty() && !days.contains(next.getDayOfWeek())) {
            next = next.plusDays(1);
        }
        return next.toInstant().toEpochMilli();
    }
}
