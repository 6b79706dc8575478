package dev.watchword.candidate;

/**
 * How far an account's plan was tried: two numbers that are stored and carried on from. They stay meaningful while the
 * word list's version, the derivation's version, the account's hints and the year they were made for stay the same.
 *
 * @param builtIn words of the list that are behind
 * @param derived words made from the account that are behind
 */
public record PlanPosition(int builtIn, int derived) {

    /** Nothing tried yet. */
    public static final PlanPosition START = new PlanPosition(0, 0);

    public PlanPosition {
        if (builtIn < 0 || derived < 0) {
            throw new IllegalArgumentException("position before the start: " + builtIn + ", " + derived);
        }
    }
}
