package dev.watchword.server.console;

import dev.watchword.server.authentication.ConsoleSessions;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.QueryString;
import java.util.List;
import java.util.Map;

/** A page that somebody asked for, or a form that they sent. Used by the call's own thread only. */
public final class Visit {

    private final Console console;
    private final Call call;
    private final Api api;
    private final Texts texts;
    private final Map<String, List<String>> query;

    Visit(Console console, Call call, Api api) {
        this.console = console;
        this.call = call;
        this.api = api;
        this.texts = new Texts(Choices.language(call.raw()));
        this.query = QueryString.parse(call.raw().rawQuery().replace("+", "%20"));
    }

    /** The API, asked for this user. */
    public Api api() {
        return api;
    }

    /** In the viewer's language. */
    public Texts texts() {
        return texts;
    }

    /** The call of this page. */
    public Call call() {
        return call;
    }

    /** A variable of the path, decoded. */
    public String path(String name) {
        return call.path(name);
    }

    /** The project of the path. */
    public String project() {
        return call.path("project_id");
    }

    /** A parameter of the query, {@code ""} when it is absent or given more than once. */
    public String query(String name) {
        List<String> values = queries(name);
        return values.size() == 1 ? values.getFirst() : "";
    }

    /** Every value of a parameter of the query. */
    public List<String> queries(String name) {
        return query.getOrDefault(name, List.of());
    }

    /**
     * Whether a page that asks again by itself, under its address with {@code seen=NOW}, shows this already. Then there is
     * nothing to answer: what does not change is not read out again, and keeps the focus.
     *
     * @param now what stands for all that may change on the page
     */
    public boolean hasSeen(String now) {
        return call.raw().count(ConsoleSessions.BY_ITSELF) > 0
                && queries("seen").contains(now);
    }

    /** The form that was sent. */
    public FormBody form() {
        return FormBody.of(call.raw());
    }

    /**
     * A page.
     *
     * @param template its name without {@code .jte}; its parameters are {@code Frame frame} and the view
     * @param title in the viewer's language
     * @param view what it shows
     */
    public Answer page(String template, String title, Object view) {
        return page(200, template, title, view);
    }

    /** The same with another status, such as 400 for a form that must be filled in again. */
    public Answer page(int status, String template, String title, Object view) {
        return console.notices()
                .said(call.raw(), console.pages().page(status, template, console.frame(this, title), view));
    }

    /** Sends the browser to another page; the way to end what a form did. */
    public Answer seeOther(Address address) {
        return Pages.seeOther(address.toString());
    }

    /**
     * The same, and has that page say what was done.
     *
     * @param notice the key of a sentence, {@code notice.NAME}
     */
    public Answer done(Address address, String notice) {
        return console.notices().told(Pages.seeOther(address.toString()), notice);
    }

    /** Under which address clients reach this server. */
    public String origin() {
        return console.origin(call);
    }

    /** There is no such thing to show. */
    public ApiError notFound() {
        return ApiError.of(404, "WW.0004", "There is no such page.");
    }
}
