package dev.watchword.account.postgresql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a line of PostgreSQL's configuration into words: blanks, commas apart, double or single quotes, {@code #} begins a remark. */
final class Lines {

    private static final int MOST_WORDS = 1_000;

    private Lines() {}

    private static boolean endsWith(StringBuilder word, char c) {
        return !word.isEmpty() && word.charAt(word.length() - 1) == c;
    }

    /** Words; what commas join stays one word. Quotes are gone, a doubled one stands for itself. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int at = 0; at < line.length() && words.size() < MOST_WORDS; at++) {
            char c = line.charAt(at);
            if (quote != 0) {
                if (c != quote) {
                    word.append(c);
                } else if (at + 1 < line.length() && line.charAt(at + 1) == quote) {
                    word.append(c);
                    at++;
                } else {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (c == '#') {
                break;
            } else if (Character.isWhitespace(c)) {
                if (inWord && !endsWith(word, ',')) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else if (c != ',' || inWord) {
                // the server passes over a comma that no word goes before
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
