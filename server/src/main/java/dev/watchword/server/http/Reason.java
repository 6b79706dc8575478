package dev.watchword.server.http;

/** The reason phrase of a status (RFC 9110, section 15), for the services that repeat it in the body. */
final class Reason {

    private Reason() {}

    static String of(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> status < 500 ? "Error" : "Internal Server Error";
        };
    }
}
