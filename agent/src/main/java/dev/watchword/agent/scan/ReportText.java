package dev.watchword.agent.scan;

/** Cuts text that a machine's owner chose to what a report may hold. */
final class ReportText {

    static final int LONGEST_PATH = 4_096;
    static final int LONGEST_NAME = 1_024;
    private static final int LONGEST = 2_048;

    private ReportText() {}

    /** Free text. */
    static String cut(String text) {
        return cut(text, LONGEST);
    }

    /** At most so many code points. */
    static String cut(String text, int most) {
        return text.length() <= most || text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
