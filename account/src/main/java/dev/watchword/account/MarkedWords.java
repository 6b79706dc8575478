package dev.watchword.account;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line into words at its blanks, where two marks around a word let it hold blanks, and a backslash lets the closing one stand
 * for itself. An opening mark that is never closed is a character like others. Takes time and memory in proportion to the line.
 */
public final class MarkedWords {

    private MarkedWords() {}

    /** The words without their marks. */
    public static List<String> of(String line, char open, char close) {
        List<String> words = new ArrayList<>();
        boolean closes = true;
        int at = 0;
        while (true) {
            while (at < line.length() && isBlank(line.charAt(at))) {
                at++;
            }
            if (at == line.length()) {
                return words;
            }
            int end = closes && line.charAt(at) == open ? closing(line, at + 1, close) : -1;
            if (end >= 0) {
                words.add(line.substring(at + 1, end).replace("\\" + close, String.valueOf(close)));
                at = end + 1;
                continue;
            }
            // what one mark does not find, none behind it does
            closes &= line.charAt(at) != open;
            int begin = at;
            while (at < line.length() && !isBlank(line.charAt(at))) {
                at++;
            }
            words.add(line.substring(begin, at));
        }
    }

    /** Where the mark stands that closes, -1 when there is none. */
    private static int closing(String line, int from, char close) {
        for (int at = from; at < line.length(); at++) {
            if (line.charAt(at) == '\\') {
                at++;
            } else if (line.charAt(at) == close) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
