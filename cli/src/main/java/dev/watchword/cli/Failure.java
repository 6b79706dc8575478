package dev.watchword.cli;

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

    /** One of {@link Exit}. */
    public int exitCode() {
        return exitCode;
    }

    /** The one line. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
