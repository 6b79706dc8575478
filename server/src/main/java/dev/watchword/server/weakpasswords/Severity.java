package dev.watchword.server.weakpasswords;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How urgent a finding is, most urgent first; kept as its ordinal. */
enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    static Optional<Severity> parse(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    static String[] words() {
        return Arrays.stream(values()).map(Severity::word).toArray(String[]::new);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
