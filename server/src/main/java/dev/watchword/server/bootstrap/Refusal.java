package dev.watchword.server.bootstrap;

import java.nio.file.Path;

/** Why a server does not start. The message says what is wrong and what to do; it holds no secret. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean inUse;

    public Refusal(String message) {
        this(message, false);
    }

    private Refusal(String message, boolean inUse) {
        super(message, null, false, false);
        this.inUse = inUse;
    }

    /**
     * Another process has the data folder.
     *
     * @param advice what to do
     */
    public static Refusal inUse(Path folder, String advice) {
        return new Refusal("another watchword process uses " + folder + ": " + advice, true);
    }

    /** What to tell. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** Whether nothing is wrong with what was asked for, but another process has the data folder. */
    public boolean isInUse() {
        return inUse;
    }
}
