package dev.watchword.candidate.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the hand-written tables beside the generator and the word lists of the licensed packages. */
record Data(Path own, Path fetched) {

    /** The words of one of our own tables, in order; lines that start with "# " are comments. */
    List<String> words(String file) throws IOException {
        LinkedHashSet<String> words = new LinkedHashSet<>();
        for (String line : Files.readAllLines(own.resolve(file), StandardCharsets.UTF_8)) {
            if (!line.startsWith("# ")) {
                words.addAll(List.of(line.trim().split("\\s+")));
            }
        }
        words.remove("");
        return List.copyOf(words);
    }

    /** A table whose lines start with their own key. */
    Map<String, List<String>> keyed(String file) throws IOException {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String line : Files.readAllLines(own.resolve(file), StandardCharsets.UTF_8)) {
            if (!line.startsWith("# ")) {
                List<String> cells = List.of(line.trim().split("\\s+"));
                lists.put(cells.get(0), cells.subList(1, cells.size()));
            }
        }
        return lists;
    }

    /** A fetched list of one word a line, ranked. */
    List<String> ranked(String file) throws IOException {
        List<String> words = new ArrayList<>();
        for (String line : Files.readAllLines(fetched.resolve(file), StandardCharsets.UTF_8)) {
            words.add(line.strip());
        }
        return words;
    }

    /** A fetched JSON array of plain strings, ranked. */
    List<String> json(String file) throws IOException {
        String text = Files.readString(fetched.resolve(file), StandardCharsets.UTF_8);
        Matcher strings = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(text);
        List<String> words = new ArrayList<>();
        while (strings.find()) {
            words.add(strings.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
        }
        return words;
    }
}
