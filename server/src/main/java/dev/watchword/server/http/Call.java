package dev.watchword.server.http;

import java.time.Instant;
import java.util.Optional;

/**
 * A call that passed authentication, project, permission and the checks of its declared input.
 *
 * @param route which one
 * @param raw the request as it came
 * @param requestId what the answer's {@code X-Request-Id} says
 * @param identified who calls; empty on open routes and for agents
 * @param agentId the agent that calls; empty for everybody else
 * @param query the declared parameters
 * @param given the declared body; empty on routes without one
 * @param notes for the audit log
 * @param at when it came in
 */
public record Call(
        Route route,
        RawCall raw,
        String requestId,
        Optional<Caller> identified,
        Optional<String> agentId,
        Values query,
        Optional<Values> given,
        AuditNotes notes,
        Instant at) {

    /** Who calls, on a route that asks for a caller. */
    public Caller caller() {
        return identified.orElseThrow(() -> new IllegalStateException(route + " has no caller"));
    }

    /** The enrolled agent that calls, on a route for agents. */
    public String agent() {
        return agentId.orElseThrow(() -> new IllegalStateException(route + " has no agent"));
    }

    /** The body, on a route that declares one. */
    public Values body() {
        return given.orElseThrow(() -> new IllegalStateException(route + " declares no body"));
    }

    /** A variable of the path, decoded. */
    public String path(String name) {
        String value = raw.pathValues().get(name);
        if (value == null) {
            throw new IllegalStateException(route + " has no variable " + name);
        }
        return value;
    }

    /** The project of the path; it was found to be one of the caller's. */
    public String projectId() {
        return path("project_id");
    }

    /** Whose errors to speak. */
    public Service service() {
        return route.service();
    }

    @Override
    public String toString() {
        return raw + " " + requestId;
    }
}
