package dev.watchword.account.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a configuration line into words as the server does: blanks between them; double quotes with {@code \n \r \t \b \a},
 * {@code \xHH} and any other character after a backslash standing for itself; single quotes with {@code \'} only; a
 * closing quote is followed by a blank or the end. Lines and words are bytes as Latin-1 chars.
 */
final class Words {

    private final String line;
    private int at;

    private Words(String line) {
        this.line = line;
    }

    /** The words; empty when a quote is not closed, or something sticks to a closed one. */
    static Optional<List<String>> of(String line) {
        Words cutter = new Words(line);
        List<String> words = new ArrayList<>();
        while (cutter.skipBlanks()) {
            Optional<String> word = cutter.word();
            if (word.isEmpty()) {
                return Optional.empty();
            }
            words.add(word.get());
        }
        return Optional.of(words);
    }

    private boolean skipBlanks() {
        while (at < line.length() && isSpace(line.charAt(at))) {
            at++;
        }
        return at < line.length();
    }

    private Optional<String> word() {
        StringBuilder word = new StringBuilder();
        while (at < line.length() && !endsWord(line.charAt(at))) {
            char c = line.charAt(at++);
            if (c != '"' && c != '\'') {
                word.append(c);
                continue;
            }
            boolean closed = c == '"' ? doubleQuoted(word) : singleQuoted(word);
            if (!closed) {
                return Optional.empty();
            }
            return at == line.length() || isSpace(line.charAt(at)) ? Optional.of(word.toString()) : Optional.empty();
        }
        return Optional.of(word.toString());
    }

    private boolean doubleQuoted(StringBuilder word) {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c != '\\' || at == line.length()) {
                word.append(c);
                continue;
            }
            if (line.charAt(at) == 'x' && isHex(at + 1) && isHex(at + 2)) {
                word.append((char) Integer.parseInt(line, at + 1, at + 3, 16));
                at += 3;
                continue;
            }
            word.append(escaped(line.charAt(at++)));
        }
        return false;
    }

    private boolean singleQuoted(StringBuilder word) {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '\'') {
                return true;
            }
            if (c == '\\' && at < line.length() && line.charAt(at) == '\'') {
                word.append('\'');
                at++;
                continue;
            }
            word.append(c);
        }
        return false;
    }

    private boolean isHex(int index) {
        return index < line.length() && line.charAt(index) < 0x80 && Character.digit(line.charAt(index), 16) >= 0;
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> 0x07;
            default -> c;
        };
    }

    /** A line without the white space that the server cuts from its ends. */
    static String trimmed(String line) {
        int start = 0;
        int end = line.length();
        while (start < end && endsWord(line.charAt(start))) {
            start++;
        }
        while (end > start && endsWord(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }

    /** isspace(3): what may stand between words. */
    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** What ends a bare word: fewer characters than may stand between words, as in the server's sdssplitargs. */
    private static boolean endsWord(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
