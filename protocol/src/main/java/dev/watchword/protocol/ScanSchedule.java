package dev.watchword.protocol;

import java.util.List;

/**
 * When a host scans itself, in its own time zone.
 *
 * @param days in upper case, e.g. {@code MONDAY}; none means every day
 * @param hour 0 to 23
 * @param minute 0 to 59
 * @param randomOffsetSeconds each host starts up to so much later
 */
public record ScanSchedule(List<String> days, int hour, int minute, int randomOffsetSeconds) {

    public ScanSchedule {
        days = List.copyOf(days);
    }
}
