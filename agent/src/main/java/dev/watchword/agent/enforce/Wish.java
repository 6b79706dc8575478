package dev.watchword.agent.enforce;

/**
 * What new passwords shall have.
 *
 * @param minLength characters, 0 when it does not matter
 * @param classes how many of the four classes of characters, 0 when it does not matter
 */
public record Wish(int minLength, int classes) {

    private static final int LONGEST = 128;
    private static final int ALL_CLASSES = 4;

    public Wish {
        if (minLength < 0 || minLength > LONGEST || classes < 0 || classes > ALL_CLASSES) {
            throw new IllegalArgumentException("a length is 0 to " + LONGEST + ", classes are 0 to " + ALL_CLASSES);
        }
    }
}
