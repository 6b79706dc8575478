package dev.watchword.server.console;

import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences of the pages in one language. A key is {@code PAGE.NAME}; each page has a file of its own for each language,
 * {@code texts/PAGE_en.properties} in UTF-8. Safe for use by many threads.
 *
 * @param language which
 */
public record Texts(Language language) {

    private static final String FOLDER = "dev.watchword.server.console.texts.";
    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");
    private static final ResourceBundle.Control ALONE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /**
     * The sentence.
     *
     * @param values for its places {@code {0}}, {@code {1}} and so on
     * @throws MissingResourceException when there is none: a fault of the page
     */
    public String of(String key, Object... values) {
        int dot = key.indexOf('.');
        String text = ResourceBundle.getBundle(FOLDER + key.substring(0, dot), language.locale(), ALONE)
                .getString(key.substring(dot + 1));
        return PLACE.matcher(text).replaceAll(place -> {
            int index = Integer.parseInt(place.group(1));
            return index < values.length ? Matcher.quoteReplacement(String.valueOf(values[index])) : "";
        });
    }

    /**
     * What a word of the API is called, from the file {@code words}.
     *
     * @param kind which kind of word, e.g. {@code severity}
     * @return the word itself when the pages do not know it
     */
    public String word(String kind, String word) {
        return orElse("words." + kind + "-" + word, word);
    }

    /** The sentence, or another text when there is none. */
    public String orElse(String key, String otherwise) {
        try {
            return of(key);
        } catch (MissingResourceException unknown) {
            return otherwise;
        }
    }
}
