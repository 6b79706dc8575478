package dev.watchword.server.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a text that is in one language, so that a screen reader reads it in that.
 *
 * @param english whether it is English on a page that is not
 */
public record Run(String text, boolean english) {

    /** Several words in ASCII: our own sentences in Chinese have no more than names and words of commands between. */
    private static final Pattern ENGLISH = Pattern.compile("(?<![!-~])[A-Za-z][!-~]*(?: [!-~]+)+");

    static List<Run> of(String text, Language page) {
        if (page == Language.ENGLISH) {
            return List.of(new Run(text, false));
        }
        List<Run> runs = new ArrayList<>();
        Matcher english = ENGLISH.matcher(text);
        int from = 0;
        while (english.find()) {
            add(runs, text.substring(from, english.start()), false);
            add(runs, english.group(), true);
            from = english.end();
        }
        add(runs, text.substring(from), false);
        return runs;
    }

    private static void add(List<Run> runs, String text, boolean english) {
        if (!text.isEmpty()) {
            runs.add(new Run(text, english));
        }
    }
}
