package dev.watchword.server.iam.authorization;

/** A text that is no identity policy. The message says where and why, in words for the caller. */
public final class MalformedPolicy extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedPolicy(String reason) {
        super(reason, null, false, false);
    }

    /** What is wrong, and where. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
