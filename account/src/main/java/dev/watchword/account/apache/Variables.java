package dev.watchword.account.apache;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code Define} gave names to, and where they stand in text; others are left as they are. Belongs to one thread. */
final class Variables {

    private static final Pattern USE = Pattern.compile("\\$\\{([^${}]{1,200})}");
    private static final int MOST = 10_000;
    private static final int LONGEST = 4_096;

    private final Map<String, String> values = new HashMap<>();

    void define(String name, String value) {
        String whole = in(value);
        if (values.size() < MOST && whole.length() <= LONGEST) {
            values.put(name, whole);
        }
    }

    String in(String text) {
        Matcher uses = USE.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (uses.find() && replaced.length() <= LONGEST) {
            String value = values.getOrDefault(uses.group(1), uses.group());
            uses.appendReplacement(replaced, Matcher.quoteReplacement(value));
        }
        return uses.appendTail(replaced).toString();
    }
}
