package dev.watchword.account.apache;

import dev.watchword.account.FoundText;
import dev.watchword.account.StoreFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a file of Apache's directives into lines of words: a backslash at a line's end joins the next one, quotes hold blanks, and
 * a section's bracket is no part of its last word. See the page "Configuration Files" of the manual of 2.4.
 */
final class Directives {

    private static final int MAX_LINE = 64 << 10;

    /** Takes the lines. */
    interface Taker {

        /**
         * @param name of the directive in small letters, {@code <section} or {@code </section}
         * @param arguments without quotes
         */
        void directive(String name, List<String> arguments, int line);
    }

    private Directives() {}

    static void read(StoreFile file, Taker taker) {
        StringBuilder joined = new StringBuilder();
        file.readLines((bytes, number) -> {
            String text = FoundText.decode(bytes).stripTrailing();
            boolean goesOn = text.endsWith("\\");
            joined.append(goesOn ? text.substring(0, text.length() - 1) : text);
            if (!goesOn || joined.length() > MAX_LINE) {
                line(joined.toString().strip(), number, taker);
                joined.setLength(0);
            }
        });
    }

    private static void line(String text, int number, Taker taker) {
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        boolean section = text.startsWith("<") && text.endsWith(">");
        List<String> words = words(section ? text.substring(0, text.length() - 1) : text);
        if (!words.isEmpty()) {
            taker.directive(words.getFirst().toLowerCase(Locale.ROOT), words.subList(1, words.size()), number);
        }
    }

    /** Either quote holds blanks; in quotes a backslash lets a quote or another backslash stand for itself. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (at == line.length()) {
                return words;
            }
            StringBuilder word = new StringBuilder();
            at = word(line, at, word);
            words.add(word.toString());
        }
    }

    private static int word(String line, int from, StringBuilder word) {
        char quote = line.charAt(from) == '"' || line.charAt(from) == '\'' ? line.charAt(from) : 0;
        int at = quote == 0 ? from : from + 1;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (quote == 0 ? Character.isWhitespace(c) : c == quote) {
                return at + 1;
            }
            boolean escaped = quote != 0 && c == '\\' && at + 1 < line.length();
            if (escaped && (line.charAt(at + 1) == quote || line.charAt(at + 1) == '\\')) {
                at++;
            }
            word.append(line.charAt(at));
        }
        return at;
    }
}
