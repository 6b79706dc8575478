package dev.watchword.server.console.page;

import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Verb;
import java.util.List;

/** What is the viewer's own: password, access keys, sessions. */
public final class OwnPage {

    private static final Address HERE = Address.of("/console/account/me");
    private static final Address SESSIONS = Address.of("/v1/watchword/own-sessions");

    private OwnPage() {}

    /**
     * What the template shows.
     *
     * @param user of the API
     * @param may what the viewer may do
     * @param sessions that are not over
     * @param refusal why something was not done, {@code ""} for nothing
     */
    public record View(Row user, May may, List<Row> sessions, String refusal) {

        /** The groups of the viewer. */
        public List<Row> groups() {
            return Lists.of(user, "groups");
        }

        /** The access keys of the viewer. */
        public List<Row> keys() {
            return Lists.of(user, "access_keys");
        }
    }

    /** Shows it. */
    public static Answer show(Visit visit) {
        return page(visit, 200, "");
    }

    /** Does what the button says. */
    public static Answer act(Visit visit) {
        try {
            return switch (visit.form().text("do")) {
                case "end" -> {
                    end(visit, visit.form().text("session_id"));
                    yield visit.done(HERE, "sessionEnded");
                }
                case "end-others" -> {
                    sessions(visit).stream()
                            .filter(session -> !session.flag("current"))
                            .forEach(session -> end(visit, session.text("session_id")));
                    yield visit.done(HERE, "sessionsEnded");
                }
                default ->
                    AccessKeyForms.act(visit, visit.call().caller().userId(), HERE)
                            .orElseGet(() -> page(visit, 400, visit.texts().of("users.sureMissing")));
            };
        } catch (ApiRefusal refusal) {
            return page(visit, refusal.status(), Refused.said(visit, refusal));
        }
    }

    private static void end(Visit visit, String session) {
        visit.api().send(Verb.DELETE, Address.of("/v1/watchword/own-sessions/{}", session));
    }

    private static List<Row> sessions(Visit visit) {
        return visit.api()
                .get(SESSIONS)
                .path("sessions")
                .valueStream()
                .map(Row::new)
                .toList();
    }

    private static Answer page(Visit visit, int status, String refusal) {
        View view = new View(
                new Row(visit.api().get(Address.of("/v1/watchword/own-user"))),
                May.of(visit),
                sessions(visit),
                refusal);
        return visit.page(status, "me", visit.texts().of("me.title"), view);
    }
}
