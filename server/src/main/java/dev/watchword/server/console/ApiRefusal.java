package dev.watchword.server.console;

import java.util.Optional;

/** The API said no. It has no stack trace, being an answer and not a fault. */
public final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Optional<String> permission;

    ApiRefusal(int status, String code, String message, Optional<String> permission) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.permission = permission;
    }

    /** HTTP's status. */
    public int status() {
        return status;
    }

    /** The API's own code. */
    public String code() {
        return code;
    }

    /** What the API says of it, in English. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** The permission that the user lacks, when it was that. */
    public Optional<String> permission() {
        return permission;
    }
}
