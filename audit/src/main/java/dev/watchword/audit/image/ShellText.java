package dev.watchword.audit.image;

import java.util.ArrayList;
import java.util.List;

/** Command lines as a POSIX shell splits them, as far as words and the signs between commands go. Nothing is expanded. */
final class ShellText {

    private static final int MOST_CHARS = 64 << 10;
    private static final int MOST_WORDS = 4_096;

    private ShellText() {}

    /**
     * The commands of a text, each with its words. A pipe begins a new command like every other sign, so that the order of
     * the list is that of the text.
     */
    static List<List<String>> commands(String text) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        int count = 0;
        int length = Math.min(text.length(), MOST_CHARS);
        for (int i = 0; i < length && count < MOST_WORDS; i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\\' && quote == '"' && i + 1 < length) {
                    word.append(text.charAt(++i));
                } else {
                    word.append(c);
                }
                continue;
            }
            if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == '\\' && i + 1 < length) {
                word.append(text.charAt(++i));
                inWord = true;
            } else if (c == ' ' || c == '\t' || isSign(c)) {
                if (inWord) {
                    words.add(word.toString());
                    count++;
                    word.setLength(0);
                    inWord = false;
                }
                if (isSign(c) && !words.isEmpty()) {
                    commands.add(words);
                    words = new ArrayList<>();
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        if (!words.isEmpty()) {
            commands.add(words);
        }
        return commands;
    }

    private static boolean isSign(char c) {
        return c == '|' || c == '&' || c == ';' || c == '\n' || c == '(' || c == ')' || c == '<' || c == '>';
    }
}
