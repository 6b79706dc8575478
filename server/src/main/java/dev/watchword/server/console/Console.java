package dev.watchword.server.console;

import dev.watchword.server.Features;
import dev.watchword.server.Parts;
import dev.watchword.server.authentication.ConsoleSessions;
import dev.watchword.server.authentication.PasswordLogin;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Handler;
import dev.watchword.server.http.Pipeline;
import dev.watchword.server.http.Route;
import java.util.List;
import java.util.Optional;

/** What every page stands on, built once. Safe for use by many threads. */
public final class Console {

    private static final Address PROJECTS = Address.of("/v3/auth/projects");

    private final List<Route> api;
    private final Pipeline pipeline;
    private final Pages pages = new Pages();
    private final StaticFiles files = new StaticFiles();
    private final ErrorPages errors;
    private final SignIn signIn;
    private final Choices choices;
    private final ConsoleSessions sessions;
    private final Notices notices;
    private final Places places = new Places();

    /**
     * @param api its routes
     * @param pipeline through which they are asked
     */
    public Console(Features features, List<Route> api, Pipeline pipeline) {
        this(
                features.parts(),
                features.identity().sessions(),
                features.identity().logins(),
                api,
                pipeline);
    }

    private Console(Parts parts, ConsoleSessions sessions, PasswordLogin logins, List<Route> api, Pipeline pipeline) {
        this.api = List.copyOf(api);
        this.pipeline = pipeline;
        this.sessions = sessions;
        this.signIn = new SignIn(parts, logins, sessions, pages, files);
        this.choices = new Choices(sessions);
        this.notices = new Notices(sessions.cookie().tls());
        this.errors = new ErrorPages(pages, files, notices);
    }

    /** A page that is shown at a path, as a handler of its route. */
    public Handler page(String path, Page page) {
        places.add(path);
        return page(page);
    }

    /** A form's work as a handler of a route. */
    public Handler page(Page page) {
        return call -> {
            try {
                return page.answer(new Visit(this, call, new Api(api, pipeline, call)));
            } catch (Elsewhere elsewhere) {
                return Pages.seeOther(elsewhere.address().toString());
            } catch (ApiRefusal refusal) {
                return errors.of(refusal, call.raw(), call.requestId());
            }
        };
    }

    /** How pages say no. */
    public ErrorPages errors() {
        return errors;
    }

    /** Style, script and picture. */
    public StaticFiles files() {
        return files;
    }

    /** Who comes and goes. */
    public SignIn signIn() {
        return signIn;
    }

    /** Keeps the language or theme that was chosen, and goes back to the page. */
    public Answer choose(Call call) {
        return choices.choose(call);
    }

    /** The first page of the first project. */
    public Answer start(Visit visit) {
        List<Frame.Project> projects = projects(visit);
        return projects.isEmpty()
                ? visit.page("none", visit.texts().of("common.noProject"), Optional.empty())
                : Pages.seeOther(projects.getFirst().address());
    }

    String origin(Call call) {
        return sessions.origin(call.raw());
    }

    Pages pages() {
        return pages;
    }

    Notices notices() {
        return notices;
    }

    Frame frame(Visit visit, String title) {
        Call call = visit.call();
        List<Frame.Project> projects = projects(visit);
        String project = call.raw()
                .pathValues()
                .getOrDefault(
                        "project_id",
                        projects.isEmpty() ? "" : projects.getFirst().id());
        return new Frame(
                visit.texts(),
                Choices.theme(call.raw()),
                title,
                places.of(call.raw()),
                notices.of(call.raw())
                        .map(key -> visit.texts().orElse("notice." + key, ""))
                        .orElse(""),
                Optional.of(new Frame.Who(
                        Shown.text(call.caller().userName()),
                        Shown.text(call.caller().domainName()),
                        sessions.formToken(call.raw()),
                        project,
                        projects,
                        Navigation.places(visit.texts(), project, call.raw().rawPath()))),
                files);
    }

    private static List<Frame.Project> projects(Visit visit) {
        return visit.api()
                .get(PROJECTS)
                .path("projects")
                .valueStream()
                .map(each -> {
                    String id = each.path("id").asText();
                    return new Frame.Project(
                            id,
                            Shown.text(each.path("name")),
                            Address.of("/console/projects/{}/overview", id).toString());
                })
                .toList();
    }
}
