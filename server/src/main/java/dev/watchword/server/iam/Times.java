package dev.watchword.server.iam;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as IAM v5 writes them: ISO 8601 in UTC with three digits of the second. */
final class Times {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** Of epoch milliseconds. */
    static String iso(long epochMillis) {
        return FORM.format(Instant.ofEpochMilli(epochMillis));
    }
}
