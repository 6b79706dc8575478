package dev.watchword.cli;

import dev.watchword.server.bootstrap.Refusal;

/** A reason to stop that the caller can act on: told in one line, without a stack trace. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    private Failure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command line asks for something that cannot be. */
    public static Failure usage(String message) {
        return new Failure(Exit.USAGE, message);
    }

    /** The command cannot do its work. */
    public static Failure failed(String message) {
        return new Failure(Exit.FAILED, message);
    }

    /** The server that the command line asks for cannot be, or not now. */
    static Failure of(Refusal refusal) {
        return refusal.isInUse() ? failed(refusal.text()) : usage(refusal.text());
    }

    /** One of {@link Exit}. */
    public int exitCode() {
        return exitCode;
    }

    /** The one line. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
