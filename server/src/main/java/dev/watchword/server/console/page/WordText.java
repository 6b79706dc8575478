package dev.watchword.server.console.page;

import dev.watchword.server.console.Texts;
import dev.watchword.server.words.CustomWord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Words as a person writes them: one a line, spaces and all. Empty lines and repetitions count for nothing.
 *
 * @param text as it was written, with line feeds
 */
record WordText(String text) {

    private static final int LONGEST = 300;
    private static final int MOST_FAULTS = 5;

    static WordText of(List<String> words) {
        return new WordText(String.join("\n", words));
    }

    /** Each once, in their order. */
    List<String> words() {
        Set<String> words = new LinkedHashSet<>();
        text.lines().filter(line -> !line.isEmpty()).forEach(words::add);
        return List.copyOf(words);
    }

    /** What the API would refuse, said with the line where it stands. */
    List<String> faults(Texts texts) {
        List<String> faults = new ArrayList<>();
        int count = words().size();
        if (count > CustomWord.MOST) {
            faults.add(texts.of("wordlists.tooMany", count, CustomWord.MOST));
        }
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size() && faults.size() < MOST_FAULTS; i++) {
            String line = lines.get(i);
            int length = line.codePointCount(0, line.length());
            if (length > LONGEST) {
                faults.add(texts.of("wordlists.tooLong", i + 1, length, LONGEST));
            } else if (line.codePoints().anyMatch(WordText::isControl)) {
                faults.add(texts.of("wordlists.control", i + 1));
            }
        }
        return faults;
    }

    private static boolean isControl(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }

    /** How many words are in these and not in the others. */
    static long missing(List<String> words, List<String> others) {
        Set<String> out = Set.copyOf(others);
        return words.stream().filter(word -> !out.contains(word)).count();
    }

    @Override
    public String toString() {
        return "WordText[" + text.length() + "]";
    }
}
