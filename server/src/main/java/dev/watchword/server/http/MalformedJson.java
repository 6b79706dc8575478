package dev.watchword.server.http;

/** Text that is no JSON, or not of the expected form. The message says where, never what stood there. */
public final class MalformedJson extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJson(String reason) {
        super(reason, null, false, false);
    }

    /** Where it is wrong. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
