package dev.watchword.cli;

/** A reason to stop that the caller can act on: told in one line, without a stack trace. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    private Failure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command line asks for something that cannot be. */
    static Failure usage(String message) {
        return new Failure(Exit.USAGE, message);
    }

    /** The command cannot do its work. */
    static Failure failed(String message) {
        return new Failure(Exit.FAILED, message);
    }

    int exitCode() {
        return exitCode;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
