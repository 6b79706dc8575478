package dev.watchword.server.scans;

import java.time.DayOfWeek;
import java.util.List;

/**
 * When a host scans itself, in its own time zone.
 *
 * @param days in the order of the week; none means every day
 * @param hour 0 to 23
 * @param minute 0 to 59
 * @param randomOffset seconds, 0 to 7,200; each host starts up to so much later, so that not all start at once
 */
public record Schedule(List<DayOfWeek> days, int hour, int minute, int randomOffset) {

    /** Every day between 04:00 and 04:30. */
    public static final Schedule DEFAULT = new Schedule(List.of(), 4, 0, 1_800);

    public Schedule {
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || randomOffset < 0 || randomOffset > 7_200) {
            throw new IllegalArgumentException("no such time: " + hour + ":" + minute + " + " + randomOffset);
        }
        days = days.stream().distinct().sorted().toList();
    }
}
