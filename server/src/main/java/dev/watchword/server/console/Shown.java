package dev.watchword.server.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Names from outside as people may see them: what has no look of its own, or turns the direction of others, is written out. */
public final class Shown {

    private Shown() {}

    /** A text of the API, {@code ""} without it; a control or format character is written as {@code \\}{@code uXXXX}. */
    public static String text(JsonNode text) {
        return text(text.asText());
    }

    /** The same of any text. Line feeds stay. */
    public static String text(String text) {
        if (text.codePoints().noneMatch(Shown::isHidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isHidden(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n';
            case Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
