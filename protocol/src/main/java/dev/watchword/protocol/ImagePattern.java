package dev.watchword.protocol;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which images are meant: {@code repository:tag}, where {@code *} stands for any characters but a slash and {@code **} for
 * any characters. Without a tag it means {@code latest}.
 *
 * @param text as it was written
 */
public record ImagePattern(String text) {

    private static final int LONGEST = 512;
    private static final Pattern LEGAL = Pattern.compile("[a-z0-9._/*-]{1,255}(?::[A-Za-z0-9._*-]{1,128})?");

    /** Reads a pattern; empty for text that is none. */
    public static Optional<ImagePattern> parse(String text) {
        boolean legal = text.length() <= LONGEST
                && text.contains("*")
                && LEGAL.matcher(text).matches();
        return legal ? Optional.of(new ImagePattern(text)) : Optional.empty();
    }

    /**
     * Whether the image is one of those; in time proportional to both lengths, whatever the stars.
     *
     * @param image {@code repository:tag}
     */
    public boolean matches(String image) {
        return matches(text.contains(":") ? text : text + ":latest", image);
    }

    /** Whether an image of this repository may be one of those: then it is worth asking for its tags. */
    public boolean mayMatchIn(String repository) {
        int colon = text.indexOf(':');
        return matches(colon < 0 ? text : text.substring(0, colon), repository);
    }

    private static boolean matches(String pattern, String name) {
        boolean[] reached = new boolean[name.length() + 1];
        reached[0] = true;
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.startsWith("**", i)) {
                i++;
                star(name, reached, "");
            } else if (pattern.charAt(i) == '*') {
                star(name, reached, "/:");
            } else {
                step(name, reached, pattern.charAt(i));
            }
        }
        return reached[name.length()];
    }

    private static void star(String name, boolean[] reached, String stops) {
        for (int i = 0; i < name.length(); i++) {
            reached[i + 1] |= reached[i] && stops.indexOf(name.charAt(i)) < 0;
        }
    }

    private static void step(String name, boolean[] reached, char expected) {
        for (int i = name.length(); i > 0; i--) {
            reached[i] = reached[i - 1] && name.charAt(i - 1) == expected;
        }
        reached[0] = false;
    }
}
