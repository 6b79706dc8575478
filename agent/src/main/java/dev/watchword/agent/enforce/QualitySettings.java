package dev.watchword.agent.enforce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of libpwquality (pwquality.conf(5)), the last value of each counting.
 *
 * @param values by name in lower case
 */
record QualitySettings(Map<String, String> values) {

    /** What stands nowhere. */
    static final QualitySettings NONE = new QualitySettings(Map.of());

    private static final int LARGEST = 100_000;

    QualitySettings {
        values = Map.copyOf(values);
    }

    /** With the lines of a file, or the arguments of a module: {@code name = value}, comments left out. */
    QualitySettings with(List<String> lines) {
        Map<String, String> all = new LinkedHashMap<>(values);
        for (String line : lines) {
            int comment = line.indexOf('#');
            String text = (comment < 0 ? line : line.substring(0, comment)).strip();
            int equals = text.indexOf('=');
            String name = (equals < 0 ? text : text.substring(0, equals)).strip();
            if (!name.isEmpty()) {
                all.put(
                        name.toLowerCase(Locale.ROOT),
                        equals < 0 ? "" : text.substring(equals + 1).strip());
            }
        }
        return new QualitySettings(all);
    }

    /** A setting as it stands. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** A number; what is none counts as not set. */
    int number(String name, int unset) {
        try {
            int value = Integer.parseInt(text(name).orElse(""));
            return Math.clamp(value, -LARGEST, LARGEST);
        } catch (NumberFormatException e) {
            return unset;
        }
    }
}
