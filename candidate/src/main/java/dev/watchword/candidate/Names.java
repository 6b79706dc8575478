package dev.watchword.candidate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes names apart within bounds that hold for hostile text as well. */
final class Names {

    /** Longest name that is used, in UTF-16 units. */
    static final int MAX_LENGTH = 64;

    /** Text beyond this is not looked at. */
    private static final int MAX_TEXT = 1024;

    /** Parts that are taken of one text. */
    private static final int MAX_PARTS = 8;

    private Names() {}

    /** The text as one name, and without its diacritics if it has any; nothing if no password can hold it. */
    static List<String> whole(String text) {
        String name = text.strip();
        if (name.isEmpty() || name.length() > MAX_LENGTH || !typeable(name)) {
            return List.of();
        }
        return withPlain(List.of(name));
    }

    /** The words of a text, split at everything but letters and digits; those of one character are left out. */
    static List<String> parts(String text) {
        Set<String> parts = new LinkedHashSet<>();
        StringBuilder part = new StringBuilder();
        String bounded = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        bounded.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
                part.appendCodePoint(c);
                return;
            }
            close(part, parts);
        });
        close(part, parts);
        return withPlain(List.copyOf(parts));
    }

    private static void close(StringBuilder part, Set<String> parts) {
        boolean fits = part.length() >= 2 && part.length() <= MAX_LENGTH && parts.size() < MAX_PARTS;
        if (fits && typeable(part.toString())) {
            parts.add(part.toString());
        }
        part.setLength(0);
    }

    /** Names with their form in plain Latin letters behind each that has diacritics. */
    private static List<String> withPlain(List<String> names) {
        Set<String> all = new LinkedHashSet<>();
        for (String name : names) {
            all.add(name);
            all.add(plain(name));
        }
        return new ArrayList<>(all);
    }

    /** The name without diacritics: {@code Jose} for Jose with an acute accent, {@code ss} for sharp s. */
    static String plain(String name) {
        String apart = Normalizer.normalize(name, Normalizer.Form.NFD);
        StringBuilder made = new StringBuilder(apart.length());
        apart.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(c -> {
                    switch (c) {
                        case 0xDF -> made.append("ss");
                        case 0xE6 -> made.append("ae");
                        case 0xC6 -> made.append("Ae");
                        case 0xF8 -> made.append('o');
                        case 0xD8 -> made.append('O');
                        case 0x142 -> made.append('l');
                        case 0x141 -> made.append('L');
                        case 0x131 -> made.append('i');
                        case 0x111 -> made.append('d');
                        case 0x110 -> made.append('D');
                        default -> made.appendCodePoint(c);
                    }
                });
        return made.toString();
    }

    /** Whether a prompt takes the text: no control character, no half of a surrogate pair, nothing unassigned. */
    static boolean typeable(String text) {
        return text.codePoints().allMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT,
                    Character.PRIVATE_USE -> false;
            default -> true;
        });
    }
}
