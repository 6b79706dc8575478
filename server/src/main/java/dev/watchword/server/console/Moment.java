package dev.watchword.server.console;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as pages write them before a script shows them in the viewer's zone. */
public final class Moment {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Moment() {}

    /** To the millisecond, as machines read it (ISO 8601). */
    public static String exact(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }

    /** To the minute, for people. */
    public static String minute(long epochMillis) {
        return MINUTE.format(Instant.ofEpochMilli(epochMillis));
    }
}
