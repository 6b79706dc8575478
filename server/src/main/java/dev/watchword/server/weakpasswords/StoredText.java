package dev.watchword.server.weakpasswords;

/** Text of a foreign machine made fit for a database. */
public final class StoredText {

    private StoredText() {}

    /** NUL and halves of pairs, which a database cannot keep, become U+FFFD. */
    public static String of(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
