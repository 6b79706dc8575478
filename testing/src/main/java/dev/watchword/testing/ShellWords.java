package dev.watchword.testing;

import java.util.List;
import java.util.stream.Collectors;

/** Words quoted for a POSIX shell. */
final class ShellWords {

    private ShellWords() {}

    static String join(String... words) {
        return join(List.of(words));
    }

    static String join(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
