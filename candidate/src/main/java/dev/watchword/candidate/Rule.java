package dev.watchword.candidate;

import java.util.Locale;

/**
 * A way in which people change a word to make a password of it. A rule that does not apply to a word gives the word
 * back, so whoever applies rules folds duplicates. Rules keep no state and are safe for any number of threads.
 */
@FunctionalInterface
public interface Rule {

    /** The word as it is. */
    Rule AS_IS = word -> word;

    /** The first letter in upper case. */
    Rule CAPITAL = word -> {
        if (word.isEmpty()) {
            return word;
        }
        int end = word.offsetByCodePoints(0, 1);
        return word.substring(0, end).toUpperCase(Locale.ROOT) + word.substring(end);
    };

    /** All letters in lower case. */
    Rule LOWER = word -> word.toLowerCase(Locale.ROOT);

    /** All letters in upper case. */
    Rule UPPER = word -> word.toUpperCase(Locale.ROOT);

    /** From the last character to the first; a pair of surrogates stays in order. */
    Rule REVERSED = word -> new StringBuilder(word).reverse().toString();

    /** The word twice. */
    Rule DOUBLED = word -> word + word;

    /** The look-alikes that people reach for first: a to @, o to 0, s to $, e to 3, i to 1. */
    Rule LEET = word -> word.replace('a', '@')
            .replace('o', '0')
            .replace('s', '$')
            .replace('e', '3')
            .replace('i', '1');

    /** Look-alikes of which only @ and 0 are used, as in {@code p@ssw0rd}. */
    Rule LIGHT_LEET = word -> word.replace('a', '@').replace('o', '0');

    /** The changed word. */
    String apply(String word);

    /** This rule, and the other on what it made. */
    default Rule then(Rule next) {
        return word -> next.apply(apply(word));
    }

    /** Puts a text behind the word. */
    static Rule append(String tail) {
        return word -> word + tail;
    }

    /** Puts a text before the word. */
    static Rule prepend(String head) {
        return word -> head + word;
    }
}
