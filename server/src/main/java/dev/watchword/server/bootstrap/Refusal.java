package dev.watchword.server.bootstrap;

/** Why a server does not start. The message says what is wrong and what to do; it holds no secret. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    public Refusal(String message) {
        super(message, null, false, false);
    }

    /** What to tell. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
