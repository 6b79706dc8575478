package dev.watchword.server.database;

import java.text.Normalizer;
import java.util.Locale;

/** Text made ready for a search that ignores case, the same on every database because it is done here. */
public final class Folded {

    private Folded() {}

    /** NFC, lower case, control characters replaced by U+FFFD (so that a line feed can separate folded texts). */
    public static String of(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(lower.length());
        Normalizer.normalize(lower, Normalizer.Form.NFC)
                .codePoints()
                .map(c -> Character.isISOControl(c) ? 0xFFFD : c)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
