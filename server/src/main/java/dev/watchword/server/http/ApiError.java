package dev.watchword.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call that ends with an error of the contract. The message is for the caller: it never holds a secret of theirs or
 * ours. It has no stack trace, being an answer and not a fault.
 */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final boolean gateway;
    private final transient Map<String, String> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private final transient List<Detail> details = new ArrayList<>();

    private ApiError(int status, String code, String message, boolean gateway) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.gateway = gateway;
    }

    /** An error of the service that is called; it is written in that service's form. */
    public static ApiError of(int status, String code, String message) {
        return new ApiError(status, code, message, false);
    }

    /** An error of what stands in front of every service; it always has the flat form. */
    public static ApiError gateway(int status, String code, String message) {
        return new ApiError(status, code, message, true);
    }

    /** Adds a member to the answer's body. */
    public ApiError member(String name, String value) {
        members.put(name, value);
        return this;
    }

    /** Adds one of several things that are wrong, in the order in which they are shown; for services that show them. */
    public ApiError detail(String detailCode, String message) {
        details.add(new Detail(detailCode, message));
        return this;
    }

    /** Adds a header to the answer. */
    public ApiError header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The status to answer with. */
    public int status() {
        return status;
    }

    /** The error code of the contract. */
    public String code() {
        return code;
    }

    /** What the caller reads. */
    public String message() {
        return String.valueOf(getMessage());
    }

    boolean isGateway() {
        return gateway;
    }

    Map<String, String> members() {
        return Map.copyOf(members);
    }

    List<Detail> details() {
        return List.copyOf(details);
    }

    /** Headers of the answer, such as {@code Retry-After}. */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    /**
     * One of several things that are wrong.
     *
     * @param code for programs
     * @param message for people
     */
    record Detail(String code, String message) {}
}
