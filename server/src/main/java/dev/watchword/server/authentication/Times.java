package dev.watchword.server.authentication;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as token answers write them: {@code 2015-11-09T01:42:57.527363Z}. */
final class Times {

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    static String text(long epochMillis) {
        return MICROSECONDS.format(Instant.ofEpochMilli(epochMillis));
    }
}
