package dev.watchword.server.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Light or dark pages. */
public enum Theme {
    /** As the browser prefers. */
    AUTO,
    LIGHT,
    DARK;

    /** As cookies, forms and the style sheet name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Theme> of(String word) {
        return List.of(values()).stream()
                .filter(each -> each.word().equals(word))
                .findFirst();
    }
}
