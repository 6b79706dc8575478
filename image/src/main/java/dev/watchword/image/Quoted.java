package dev.watchword.image;

import java.util.Locale;

/** Foreign text fit to stand in a message. */
public final class Quoted {

    private static final int LONGEST = 80;

    private Quoted() {}

    /** The text cut after 80 characters, with everything that is not plainly visible as {@code \}{@code uXXXX}. */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder();
        int shown = Math.min(text.length(), LONGEST);
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 0x20 && c < 0x7f) || (c > 0xa0 && Character.isLetterOrDigit(c));
            quoted.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return shown < text.length() ? quoted.append("...").toString() : quoted.toString();
    }
}
