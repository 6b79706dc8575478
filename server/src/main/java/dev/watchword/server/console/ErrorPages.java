package dev.watchword.server.console;

import dev.watchword.server.authentication.ConsoleSessions;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Refusal;
import dev.watchword.server.http.Verb;
import java.util.Optional;

/** Says no with a page that tells what happened and what to do. Safe for use by many threads. */
public final class ErrorPages implements Refusal {

    private final Pages pages;
    private final StaticFiles files;
    private final Notices notices;

    ErrorPages(Pages pages, StaticFiles files, Notices notices) {
        this.pages = pages;
        this.files = files;
        this.notices = notices;
    }

    /**
     * What the template shows.
     *
     * @param kind the key of its sentences, {@code error.KIND} and {@code error.KINDHelp}
     * @param detail in the API's own words, {@code ""} without any
     * @param permission that is missing
     * @param requestId for whoever looks into the log
     */
    public record View(String kind, String detail, Optional<String> permission, String requestId) {}

    @Override
    public Answer of(ApiError error, RawCall head, String requestId) {
        if (error.status() == 401) {
            String next = head.verb() == Verb.GET ? Local.of(head.rawPath() + query(head)) : Local.START;
            return elsewhere(Address.of("/console/login").with("next", next).toString(), head);
        }
        if (error.code().equals(ConsoleSessions.PASSWORD_FIRST)) {
            return notices.told(elsewhere("/console/password", head), "passwordFirst");
        }
        Answer page = page(
                error.status(),
                kind(error.status(), error.code(), false),
                error.message(),
                Optional.empty(),
                head,
                requestId);
        for (var header : error.headers().entrySet()) {
            page = page.header(header.getKey(), header.getValue());
        }
        return page;
    }

    /** What the API refused. */
    Answer of(ApiRefusal refusal, RawCall head, String requestId) {
        String kind =
                kind(refusal.status(), refusal.code(), refusal.permission().isPresent());
        return page(refusal.status(), kind, refusal.message(), refusal.permission(), head, requestId);
    }

    private Answer page(
            int status, String kind, String detail, Optional<String> permission, RawCall head, String requestId) {
        Texts texts = new Texts(Choices.language(head));
        Frame frame = new Frame(
                texts, Choices.theme(head), texts.of("error." + kind), Local.START, "", Optional.empty(), files);
        return pages.page(status, "error", frame, new View(kind, detail, permission, requestId));
    }

    /** A script that asks follows no redirection to a whole page: it is told. */
    private static Answer elsewhere(String address, RawCall head) {
        return head.count("hx-request") > 0
                ? Answer.empty(200).header("HX-Redirect", address)
                : Pages.seeOther(address);
    }

    private static String query(RawCall head) {
        return head.rawQuery().isEmpty() ? "" : "?" + head.rawQuery();
    }

    private static String kind(int status, String code, boolean lacksPermission) {
        if (lacksPermission) {
            return "permission";
        }
        return switch (code) {
            case ConsoleSessions.FOREIGN_FORM -> "form";
            case ConsoleSessions.OTHER_ADDRESS -> "address";
            default ->
                switch (status) {
                    case 403 -> "forbidden";
                    case 404 -> "missing";
                    case 409 -> "conflict";
                    case 429 -> "busy";
                    default -> status < 500 ? "input" : "fault";
                };
        };
    }
}
