package dev.watchword.account;

import java.nio.charset.StandardCharsets;

/**
 * A line of colon-separated fields, cut without copying. Fields count from 1 as the manual pages do; one that the line does
 * not have is empty.
 */
public final class Fields {

    /** As many as anything reads; what stands behind belongs to no format. */
    public static final int MAX = 10;

    private final byte[] line;
    private final int[] starts = new int[MAX + 1];
    private int count;

    public Fields(byte[] line) {
        this.line = line;
        int at = 0;
        while (at < line.length && isBlank(line[at])) {
            at++;
        }
        starts[count++] = at;
        for (; at < line.length && count < MAX; at++) {
            if (line[at] == ':') {
                starts[count++] = at + 1;
            }
        }
        starts[count] = line.length + 1;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }

    /** Whether libc passes the line over: nothing on it, or a comment. */
    public boolean isNothing() {
        return starts[0] == line.length || line[starts[0]] == '#';
    }

    /** How many fields the line has, {@link #MAX} when it has that many or more. */
    public int count() {
        return count;
    }

    /** Where the field begins in the line. */
    public int start(int field) {
        return field > count ? line.length : starts[field - 1];
    }

    /** How many bytes the field has. */
    public int length(int field) {
        return field > count ? 0 : starts[field] - 1 - starts[field - 1];
    }

    /** The field as text for people: UTF-8 or Latin-1. */
    public String text(int field) {
        return FoundText.decode(line, start(field), length(field));
    }

    /** The field's bytes as one char each. */
    public String latin1(int field) {
        return new String(line, start(field), length(field), StandardCharsets.ISO_8859_1);
    }

    /** Whether nothing stands there. */
    public boolean isEmpty(int field) {
        return length(field) == 0;
    }

    /** The field as a number of up to 18 digits, with or without a minus; {@code absent} when empty, and when it is none. */
    public long number(int field, long absent) {
        return isNumber(field) ? Long.parseLong(latin1(field)) : absent;
    }

    /** Whether a number stands there. */
    public boolean isNumber(int field) {
        int from = start(field);
        int until = from + length(field);
        if (from < until && line[from] == '-') {
            from++;
        }
        if (from == until || until - from > 18) {
            return false;
        }
        for (int i = from; i < until; i++) {
            if (line[i] < '0' || line[i] > '9') {
                return false;
            }
        }
        return true;
    }
}
