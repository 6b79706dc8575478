package dev.watchword.account.snmp;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line as {@code copy_nword} of Net-SNMP does: blanks separate, either quote holds blanks, a backslash lets the next
 * character stand for itself, and a number sign before a word begins a remark.
 */
final class Words {

    private Words() {}

    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (at == line.length() || line.charAt(at) == '#') {
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
            if (c == '\\' && at + 1 < line.length()) {
                at++;
            }
            word.append(line.charAt(at));
        }
        return at;
    }
}
