package dev.watchword.account.nginx;

import dev.watchword.account.StoreFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts nginx's configuration into statements: words that end with a semicolon or open a block. Quotes and backslashes are those of
 * {@code ngx_conf_read_token}. Bytes stay Latin-1. Belongs to one thread.
 */
final class Statements {

    private static final int MAX_WORDS = 1_000;

    /** Takes what was cut. */
    interface Taker {

        /**
         * @param words of the statement, the first its name
         * @param line where it ended, from 1
         */
        void statement(List<String> words, int line);
    }

    private final Taker taker;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private char quote;

    Statements(Taker taker) {
        this.taker = taker;
    }

    void read(StoreFile file) {
        file.readLines((bytes, number) -> line(new String(bytes, StandardCharsets.ISO_8859_1), number));
    }

    private void line(String text, int number) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at = escaped(text, at + 1);
            } else if (quote != 0) {
                quoted(c);
            } else if (!inWord && c == '#') {
                return;
            } else {
                bare(c, number);
            }
        }
        if (quote != 0) {
            word.append('\n');
        } else {
            endWord();
        }
    }

    /** A backslash makes the next character stand for itself; before anything that needs none it stays. */
    private int escaped(String text, int at) {
        char c = text.charAt(at);
        inWord = true;
        if (c != '"' && c != '\'' && c != '\\' && c != ' ' && c != ';') {
            word.append('\\');
        }
        word.append(c);
        return at;
    }

    private void quoted(char c) {
        if (c == quote) {
            quote = 0;
            endWord();
        } else {
            word.append(c);
        }
    }

    private void bare(char c, int number) {
        switch (c) {
            case ' ', '\t', '\r' -> endWord();
            case ';' -> endStatement(number);
            case '{' -> {
                if (!word.isEmpty() && word.charAt(word.length() - 1) == '$') {
                    word.append(c);
                } else {
                    endStatement(number);
                }
            }
            case '}' -> {
                if (inWord) {
                    word.append(c);
                } else {
                    endStatement(number);
                }
            }
            case '"', '\'' -> {
                if (inWord) {
                    word.append(c);
                } else {
                    quote = c;
                    inWord = true;
                }
            }
            default -> {
                inWord = true;
                word.append(c);
            }
        }
    }

    private void endWord() {
        if (inWord && words.size() < MAX_WORDS) {
            words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
    }

    private void endStatement(int number) {
        endWord();
        if (!words.isEmpty()) {
            taker.statement(List.copyOf(words), number);
        }
        words.clear();
    }
}
