package dev.watchword.server.http;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180) that a spreadsheet takes for text whatever it holds: a cell that
 * would be a formula begins with an apostrophe, and control characters are written as {@code \}{@code uXXXX}.
 */
public final class Csv {

    private Csv() {}

    /** A line with its end; each cell as its text says. */
    public static String line(List<?> cells) {
        return cells.stream().map(cell -> cell(cell.toString())).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 2);
        if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            safe.append('\'');
        }
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
                return;
            }
            safe.appendCodePoint(c);
        });
        boolean quoted = safe.indexOf(",") >= 0 || safe.indexOf("\"") >= 0 || safe.indexOf(" ") >= 0;
        return quoted ? '"' + safe.toString().replace("\"", "\"\"") + '"' : safe.toString();
    }
}
