package dev.watchword.server.console;

import java.util.List;
import java.util.Optional;

/** The API said no. It has no stack trace, being an answer and not a fault. */
public final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Optional<String> permission;
    private final transient List<String> details;

    ApiRefusal(int status, String code, String message, Optional<String> permission, List<String> details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.permission = permission;
        this.details = List.copyOf(details);
    }

    /** What the API says to whoever lacks a permission; for pages that begin with a form alone. */
    public static ApiRefusal lacking(String action) {
        return new ApiRefusal(403, "", "You lack the permission " + action + ".", Optional.of(action), List.of());
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

    /** The codes of its parts, such as the rules that a password breaks. */
    public List<String> details() {
        return details;
    }

    /** The permission that the user lacks, when it was that. */
    public Optional<String> permission() {
        return permission;
    }
}
