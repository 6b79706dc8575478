package dev.watchword.server.http;

/** A value that does not have its declared shape. Names the field and the rule, never the value. */
public final class Misfit extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;
    private final boolean missing;

    Misfit(String field, String reason) {
        this(field, reason, false);
    }

    private Misfit(String field, String reason, boolean missing) {
        super(reason, null, false, false);
        this.field = field;
        this.reason = reason;
        this.missing = missing;
    }

    static Misfit missing(String field) {
        return new Misfit(field, "it is required", true);
    }

    /** The same, of a value that lies in another one. */
    public Misfit under(String parent) {
        String path = field.isEmpty() || field.startsWith("[") ? parent + field : parent + "." + field;
        return new Misfit(path, reason, missing);
    }

    /** The error to answer with. */
    public ApiError as(Service service) {
        return missing ? service.missing(field) : service.invalid(field.isEmpty() ? "body" : field, reason);
    }
}
