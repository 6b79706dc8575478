package dev.watchword.testing;

/**
 * A fixture could not be made, or a real tool did what no test expects. The message says what, and ends with what it
 * printed.
 */
public final class FixtureFailure extends RuntimeException {

    public FixtureFailure(String message) {
        super(message);
    }

    public FixtureFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
