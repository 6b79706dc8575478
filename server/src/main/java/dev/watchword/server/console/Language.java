package dev.watchword.server.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages that the pages speak. */
public enum Language {
    ENGLISH("en", "English", Locale.ENGLISH),
    CHINESE("zh-Hans", "简体中文", Locale.CHINESE);

    /** Longer headers are not read: no browser sends one, and reading takes time that grows with the square of the length. */
    private static final int LONGEST_HEADER = 256;

    private final String tag;
    private final String ownName;
    private final Locale locale;

    Language(String tag, String ownName, Locale locale) {
        this.tag = tag;
        this.ownName = ownName;
        this.locale = locale;
    }

    /** As HTML names it (BCP 47). */
    public String tag() {
        return tag;
    }

    /** As its speakers call it. */
    public String ownName() {
        return ownName;
    }

    Locale locale() {
        return locale;
    }

    static Optional<Language> of(String tag) {
        return List.of(values()).stream().filter(each -> each.tag.equals(tag)).findFirst();
    }

    /** What a browser prefers, by {@code Accept-Language} (RFC 9110, section 12.5.4); English when it cannot be read, or is longer than 256 characters. */
    static Language preferred(Optional<String> header) {
        if (header.filter(given -> given.length() <= LONGEST_HEADER).isEmpty()) {
            return ENGLISH;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header.get());
            return ranges.stream()
                    .filter(range -> range.getWeight() > 0)
                    .flatMap(range -> List.of(values()).stream()
                            .filter(each -> range.getRange().split("-", 2)[0].equals(each.locale.getLanguage())))
                    .findFirst()
                    .orElse(ENGLISH);
        } catch (IllegalArgumentException unreadable) {
            return ENGLISH;
        }
    }
}
