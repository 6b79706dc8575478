package dev.watchword.server.words;

import dev.watchword.server.http.Shape;
import dev.watchword.server.secrets.AtRest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;

/** What every custom weak password has in common: its limits, and how it is kept. */
public final class CustomWord {

    /** How many a list may have. */
    public static final int MOST = 300;

    /** 1 to 300 characters, no control character, no half of a surrogate pair. */
    public static final Shape.Text SHAPE = Shape.text(1, 300).matching("[^\\p{Cc}\\p{Cs}]*");

    /** A list of them. */
    public static final Shape.Items LIST = Shape.items(0, MOST, SHAPE);

    /** Bytes of a body with a full list, each character escaped. */
    public static final int BODY_LIMIT = 2 << 20;

    private CustomWord() {}

    /** Each once, in the order of their first appearance. */
    public static List<String> folded(List<String> words) {
        return List.copyOf(new LinkedHashSet<>(words));
    }

    /** A digest to find the word by, without telling it. */
    static byte[] mark(AtRest atRest, String word) {
        return atRest.mark("word", word.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The word, sealed for its row.
     *
     * @param place of the row, e.g. {@code image_word/<project>/<id>}
     */
    static byte[] sealed(AtRest atRest, String place, String word) {
        return atRest.seal(place, word.getBytes(StandardCharsets.UTF_8));
    }

    static String opened(AtRest atRest, String place, byte[] sealed) {
        return new String(atRest.open(place, sealed), StandardCharsets.UTF_8);
    }
}
