package dev.watchword.audit.report;

/** Puts numbers before nouns. */
public final class Counted {

    private Counted() {}

    /** {@code 1 finding}, {@code 2 findings}. */
    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
