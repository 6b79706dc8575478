package dev.watchword.audit.report;

import java.util.Locale;

/** Makes foreign text harmless for a terminal or a line of text. */
public final class Inert {

    private Inert() {}

    /**
     * The text with everything that is not plainly visible written as {@code \}{@code uXXXX}: control characters, line
     * ends, marks that turn the writing direction, halves of pairs.
     */
    public static String visible(String text) {
        if (isPrintableAscii(text)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (hidden(point)) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", point));
                return;
            }
            safe.appendCodePoint(point);
        });
        return safe.toString();
    }

    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean hidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
