package dev.watchword.image;

/** Reading ended at a limit: what was read before it stands, and the rest is not known. */
public final class LimitReached extends ImageFailure {

    private static final long serialVersionUID = 1;

    /**
     * @param limit the limit's name, as {@link ImageLimits} has it
     * @param detail what was met and how much is allowed
     */
    public LimitReached(String limit, String detail) {
        super("limit " + limit + ": " + detail);
    }
}
