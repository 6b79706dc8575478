package dev.watchword.server.authentication;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.users.Session;
import dev.watchword.server.users.Sessions;
import dev.watchword.server.users.User;
import dev.watchword.server.users.Users;
import java.util.List;

/**
 * The caller's own sessions of the console: they may see and end each of them. Nobody sees those of others.
 *
 * @param parts what it stands on
 * @param sessions knows which are over
 */
public record OwnSessions(Parts parts, ConsoleSessions sessions) {

    private static final int MOST = 1_000;

    /** How they are answered. */
    public static final Fields LIST = Fields.of(Field.required(
            "sessions",
            Shape.items(
                    0,
                    MOST,
                    Shape.members(
                            Field.required("session_id", Shape.text(8, 8))
                                    .saying("The first 8 hexadecimal digits of its digest, as in the audit log."),
                            Field.required("begun_at", Shape.whole(0, Long.MAX_VALUE)),
                            Field.required("seen_at", Shape.whole(0, Long.MAX_VALUE))
                                    .saying("To the minute."),
                            Field.required("source", Shape.text(0, 64))
                                    .saying("The address from which it was begun; empty when not known."),
                            Field.required("browser", Shape.text(0, Sessions.MOST_BROWSER))
                                    .saying("What the browser said it was; anybody may have written it."),
                            Field.required("current", Shape.flag()).saying("Whether this call was made in it.")))));

    /** Those that are not over, the one that was used last first. */
    public Answer list(Call call) {
        List<Session> open = parts.database()
                .read(handle -> Users.byId(handle, call.caller().userId())
                        .map((User user) -> sessions.open(handle, user))
                        .orElse(List.of()));
        ObjectNode answer = Json.object();
        ArrayNode array = answer.putArray("sessions");
        open.stream()
                .limit(MOST)
                .forEach(session -> array.addObject()
                        .put("session_id", session.mark())
                        .put("begun_at", session.begunAt())
                        .put("seen_at", session.seenAt())
                        .put("source", session.source())
                        .put("browser", session.browser())
                        .put("current", isOf(call, session)));
        return Answer.ok(answer);
    }

    /** Ends one of them. */
    public Answer end(Call call) {
        String id = call.path("session_id");
        boolean ended = parts.database()
                .<Boolean>write(
                        handle -> Sessions.endMarked(handle, call.caller().userId(), id));
        if (!ended) {
            throw Service.WATCHWORD.notFound("session", id);
        }
        call.notes().note("session_id", id);
        return Answer.empty(204);
    }

    private static boolean isOf(Call call, Session session) {
        return call.caller().credential() == Caller.Credential.SESSION
                && call.caller().credentialId().equals(session.mark());
    }
}
