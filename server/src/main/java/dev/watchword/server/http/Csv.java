package dev.watchword.server.http;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180) that a spreadsheet takes for text whatever it holds: what would begin a formula
 * has an apostrophe before it, and control characters are written as {@code \}{@code uXXXX}. Where a comma is in decimal use
 * spreadsheets cut at semicolons, whatever is quoted, so what stands behind one is a cell's beginning too; full-width signs
 * begin formulas like their narrow ones.
 */
public final class Csv {

    private static final String SIGNS = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    private Csv() {}

    /** A line with its end; each cell as its text says. */
    public static String line(List<?> cells) {
        return cells.stream().map(cell -> cell(cell.toString())).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 2);
        boolean atStart = true;
        for (int c : text.codePoints().toArray()) {
            if (atStart && SIGNS.indexOf(c) >= 0) {
                safe.append('\'');
            }
            atStart = c == ';' || (atStart && c == ' ');
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        }
        boolean quoted = safe.indexOf(",") >= 0 || safe.indexOf("\"") >= 0 || safe.indexOf(" ") >= 0;
        return quoted ? '"' + safe.toString().replace("\"", "\"\"") + '"' : safe.toString();
    }
}
