package dev.watchword.audit;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a matched password is shown: enough for its owner to know which one it is, too little for anybody else. Counted
 * in code points: up to seven show nothing; of eight the first two are shown; of more the first two and the one two
 * thirds along. At most 128 characters.
 */
public enum Mask {
    PARTIAL {
        @Override
        String shown(int[] password) {
            int length = password.length;
            return IntStream.range(0, length)
                    .mapToObj(i -> shows(i, length) ? Character.toString(visible(password[i])) : "*")
                    .collect(Collectors.joining());
        }
    },
    /** Eight stars for every password, so that not even the length is told. */
    FULL {
        @Override
        String shown(int[] password) {
            return "********";
        }
    };

    private static final int LONGEST = 128;

    abstract String shown(int[] password);

    /** The masked form of a password; of an empty one, nothing. */
    public String of(String password) {
        int[] points = password.codePoints().toArray();
        if (points.length == 0) {
            return "";
        }
        String masked = shown(points);
        return masked.codePointCount(0, masked.length()) <= LONGEST
                ? masked
                : masked.substring(0, masked.offsetByCodePoints(0, LONGEST));
    }

    private static boolean shows(int index, int length) {
        if (length < 8) {
            return false;
        }
        return index < 2 || (length > 8 && index == 2 * length / 3);
    }

    /** A character that would move the cursor or the writing direction is never shown. */
    private static int visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> '*';
            default -> codePoint;
        };
    }
}
