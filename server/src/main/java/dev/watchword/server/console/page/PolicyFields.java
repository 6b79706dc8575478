package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.Texts;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a form on the password policy holds; numbers as they were written, right or wrong.
 *
 * @param numbers by the API's name
 * @param flags by the API's name
 */
record PolicyFields(Map<String, String> numbers, Map<String, Boolean> flags) {

    static final String LENGTH = "minimum_password_length";
    static final String CLASSES = "password_char_combination";
    static final String RUN = "maximum_consecutive_identical_chars";
    static final String REUSE = "password_reuse_prevention";
    static final String VALIDITY = "password_validity_period";
    static final String AGE = "minimum_password_age";
    static final String NOT_NAME = "password_not_username_or_invert";
    static final String CHANGE = "allow_user_to_change_password";

    /** Our own rule beside the vendor's policy. */
    static final String WORDS = "refuse_weak_words";

    /** The fields with numbers and their bounds, as the API's document has them. */
    static final List<Range> RANGES = List.of(
            new Range(LENGTH, 8, 32, 8),
            new Range(CLASSES, 2, 4, 2),
            new Range(RUN, 0, 32, 0),
            new Range(REUSE, 0, 24, 1),
            new Range(VALIDITY, 0, 180, 0),
            new Range(AGE, 0, 1440, 0));

    /** The fields that are true or false. */
    static final List<String> FLAGS = List.of(NOT_NAME, CHANGE, WORDS);

    /**
     * @param name of the API
     * @param least bound
     * @param most bound
     * @param standard its value when nobody changes it
     */
    record Range(String name, int least, int most, int standard) {}

    PolicyFields {
        numbers = Map.copyOf(numbers);
        flags = Map.copyOf(flags);
    }

    /** Of numbers in the order of {@link #RANGES}. */
    static PolicyFields of(List<Integer> numbers, boolean notName, boolean change, boolean words) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < RANGES.size(); i++) {
            texts.put(RANGES.get(i).name(), numbers.get(i).toString());
        }
        return new PolicyFields(texts, Map.of(NOT_NAME, notName, CHANGE, change, WORDS, words));
    }

    /** What holds now. */
    static PolicyFields of(JsonNode policy, boolean words) {
        return of(
                RANGES.stream().map(range -> policy.path(range.name()).asInt()).toList(),
                policy.path(NOT_NAME).asBoolean(),
                policy.path(CHANGE).asBoolean(),
                words);
    }

    static PolicyFields of(FormBody form) {
        Map<String, String> numbers = new TreeMap<>();
        RANGES.forEach(
                range -> numbers.put(range.name(), form.text(range.name()).strip()));
        Map<String, Boolean> flags = new TreeMap<>();
        FLAGS.forEach(flag -> flags.put(flag, form.text(flag).equals("yes")));
        return new PolicyFields(numbers, flags);
    }

    /** What is wrong, in the viewer's language. */
    List<String> faults(Texts texts) {
        List<String> faults = new ArrayList<>();
        for (Range range : RANGES) {
            String text = numbers.getOrDefault(range.name(), "");
            boolean fits = text.matches("[0-9]{1,4}")
                    && Integer.parseInt(text) >= range.least()
                    && Integer.parseInt(text) <= range.most();
            if (!fits) {
                faults.add(texts.of(
                        "policy.outOfRange", texts.of("policy.label-" + range.name()), range.least(), range.most()));
            }
        }
        return faults;
    }

    /** Only of those without faults. */
    int number(String name) {
        return Integer.parseInt(numbers.getOrDefault(name, "0"));
    }

    boolean flag(String name) {
        return flags.getOrDefault(name, false);
    }

    /** The vendor's part, for the API. */
    ObjectNode policy() {
        ObjectNode body = Json.object();
        RANGES.forEach(range -> body.put(range.name(), number(range.name())));
        return body.put(NOT_NAME, flag(NOT_NAME)).put(CHANGE, flag(CHANGE));
    }

    /** Asks what it would have stopped in a project. */
    Address strengths(String project) {
        return Address.of("/v1/watchword/{}/strengths", project)
                .with(LENGTH, number(LENGTH))
                .with(CLASSES, number(CLASSES))
                .with(RUN, number(RUN))
                .with(NOT_NAME, Boolean.toString(flag(NOT_NAME)))
                .with(WORDS, Boolean.toString(flag(WORDS)));
    }

    /** What it demands, a sentence each. */
    List<String> sentences(Texts texts) {
        List<String> said = new ArrayList<>();
        said.add(texts.of("policy.saysLength", number(LENGTH)));
        said.add(texts.of("policy.saysClasses", number(CLASSES)));
        if (number(RUN) > 0) {
            said.add(texts.of("policy.saysRun", number(RUN)));
        }
        if (flag(NOT_NAME)) {
            said.add(texts.of("policy.saysName"));
        }
        if (flag(WORDS)) {
            said.add(texts.of("policy.saysWords"));
        }
        if (number(REUSE) == 1) {
            said.add(texts.of("policy.saysReuseOne"));
        } else if (number(REUSE) > 1) {
            said.add(texts.of("policy.saysReuse", number(REUSE)));
        }
        said.add(
                number(VALIDITY) > 0
                        ? texts.of("policy.saysValidity", number(VALIDITY))
                        : texts.of("policy.saysForever"));
        if (number(AGE) > 0) {
            said.add(texts.of("policy.saysAge", number(AGE)));
        }
        if (!flag(CHANGE)) {
            said.add(texts.of("policy.saysNoChange"));
        }
        return said;
    }
}
