package dev.watchword.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The order in which a call that passed the {@link Gate} is checked: identity, rate, project, permission, input; then the
 * feature, with the audit log around it. Knows no network. Safe for use by many threads.
 *
 * @param authentication which user calls
 * @param agents which agent calls
 * @param sessions whose browser calls
 * @param authorization whether they may
 * @param firstAnswers what a repeated call gets
 * @param audit what is written down
 * @param throttle how often they may
 * @param clock the time
 */
public record Pipeline(
        Authentication authentication,
        AgentAuthentication agents,
        SessionAuthentication sessions,
        Authorization authorization,
        FirstAnswers firstAnswers,
        AuditTrail audit,
        Throttle throttle,
        InstantSource clock) {

    private static final System.Logger LOG = System.getLogger(Pipeline.class.getName());

    /** One without a console. */
    public Pipeline(
            Authentication authentication,
            AgentAuthentication agents,
            Authorization authorization,
            FirstAnswers firstAnswers,
            AuditTrail audit,
            Throttle throttle,
            InstantSource clock) {
        this(authentication, agents, SessionAuthentication.NONE, authorization, firstAnswers, audit, throttle, clock);
    }

    /** The answer to a call, whatever happens. Always carries {@code X-Request-Id}. */
    public Answer answer(Route route, RawCall raw, String requestId) {
        return answer(route, raw, requestId, () -> {});
    }

    /**
     * The same.
     *
     * @param proven is run when it is known who calls
     */
    Answer answer(Route route, RawCall raw, String requestId, Runnable proven) {
        return settled(route, raw, requestId, () -> checked(route, raw, requestId, proven));
    }

    /**
     * The answer to a call that this server makes for a user who is proven already: everything is checked but who they
     * are.
     *
     * @param route one of the API
     */
    public Answer answerFor(Caller caller, Route route, RawCall raw, String requestId) {
        return settled(route, raw, requestId, () -> switch (route.permission()) {
            case Permission.Identified any -> forCaller(route, raw, requestId, caller, Optional.empty());
            case Permission.Action action -> forCaller(route, raw, requestId, caller, Optional.of(action));
            case Permission.OwnPage any -> throw new IllegalArgumentException(route + " is not the API's");
            case Permission.Open any -> throw new IllegalArgumentException(route + " is not a user's to call");
            case Permission.Session any -> throw new IllegalArgumentException(route + " is not the API's");
            case Permission.Agent any -> throw new IllegalArgumentException(route + " is not a user's to call");
        });
    }

    private static Answer settled(Route route, RawCall raw, String requestId, Supplier<Answer> work) {
        Answer answer;
        try {
            answer = work.get();
        } catch (ApiError error) {
            answer = failed(route, raw, error, requestId);
        } catch (RuntimeException | StackOverflowError fault) {
            LOG.log(System.Logger.Level.ERROR, () -> route + " failed, request " + requestId, fault);
            answer = failed(route, raw, Faults.error(fault), requestId);
        }
        return answer.header("X-Request-Id", requestId);
    }

    /** An error in the form of the route. */
    static Answer failed(Route route, RawCall head, ApiError error, String requestId) {
        return route.refusal()
                .map(form -> form.of(error, head, requestId))
                .orElseGet(() -> failed(route.service(), error, requestId));
    }

    /**
     * Looks at the head of a call, when its body is large.
     *
     * @throws ApiError 401 when it cannot be an agent's and should be
     */
    void expect(Route route, RawCall head, String requestId) {
        if (route.permission() instanceof Permission.Agent) {
            try {
                agents.expect(head);
            } catch (ApiError error) {
                audit.refused(route, head, requestId, Optional.empty(), error);
                throw error;
            }
        }
    }

    /** An error in the form of the service. */
    public static Answer failed(Service service, ApiError error, String requestId) {
        Answer answer = Answer.json(error.status(), service.body(error, requestId));
        for (var header : error.headers().entrySet()) {
            answer = answer.header(header.getKey(), header.getValue());
        }
        return answer;
    }

    private Answer checked(Route route, RawCall raw, String requestId, Runnable proven) {
        return switch (route.permission()) {
            case Permission.Open any -> performed(route, raw, requestId, Optional.empty(), Optional.empty());
            case Permission.OwnPage any -> {
                fromOwnPage(route, raw, requestId);
                yield performed(route, raw, requestId, Optional.empty(), Optional.empty());
            }
            case Permission.Agent any -> {
                String agent = proven(route, raw, requestId, agents::agent);
                proven.run();
                yield forAgent(route, raw, requestId, agent);
            }
            case Permission.Session any -> {
                Caller caller = ofSession(route, raw, requestId);
                proven.run();
                throttle.admit(route, caller);
                yield performed(route, raw, requestId, Optional.of(caller), Optional.empty());
            }
            case Permission.Identified any -> {
                Caller caller = proven(route, raw, requestId, authentication::caller);
                proven.run();
                yield forCaller(route, raw, requestId, caller, Optional.empty());
            }
            case Permission.Action action -> {
                Caller caller = proven(route, raw, requestId, authentication::caller);
                proven.run();
                yield forCaller(route, raw, requestId, caller, Optional.of(action));
            }
        };
    }

    /** Because of a refusal an agent lets go of what it wanted to say: it must be sure whose refusal it is. */
    private Answer forAgent(Route route, RawCall raw, String requestId, String agent) {
        try {
            return performed(route, raw, requestId, Optional.empty(), Optional.of(agent));
        } catch (ApiError refusal) {
            return agents.signed(raw, failed(route.service(), refusal, requestId));
        }
    }

    private Answer forCaller(
            Route route, RawCall raw, String requestId, Caller caller, Optional<Permission.Action> action) {
        throttle.admit(route, caller);
        try {
            String project = route.inProject() ? raw.pathValues().getOrDefault("project_id", "") : "";
            if (route.inProject()) {
                authorization.requireProject(caller, project, raw, route.service());
            }
            action.ifPresent(needed -> authorization.require(caller, needed.name(), project, raw, route.service()));
        } catch (ApiError error) {
            audit.refused(route, raw, requestId, Optional.of(caller), error);
            throw error;
        }
        if (!route.mutates()) {
            return performed(route, raw, requestId, Optional.of(caller), Optional.empty());
        }
        // An error is an answer too, and a repeated call gets the same one.
        return firstAnswers.once(caller, raw, () -> {
            try {
                return performed(route, raw, requestId, Optional.of(caller), Optional.empty());
            } catch (ApiError error) {
                return failed(route.service(), error, requestId);
            }
        });
    }

    /** Somebody whose session is over is asked to sign in: that is no attempt at anything. */
    private Caller ofSession(Route route, RawCall raw, String requestId) {
        try {
            return sessions.caller(raw);
        } catch (ApiError error) {
            if (error.status() != 401) {
                audit.refused(route, raw, requestId, Optional.empty(), error);
            }
            throw error;
        }
    }

    private void fromOwnPage(Route route, RawCall raw, String requestId) {
        try {
            sessions.requireOwnPage(raw);
        } catch (ApiError error) {
            audit.refused(route, raw, requestId, Optional.empty(), error);
            throw error;
        }
    }

    private <T> T proven(Route route, RawCall raw, String requestId, Function<RawCall, T> proof) {
        try {
            return proof.apply(raw);
        } catch (ApiError error) {
            audit.refused(route, raw, requestId, Optional.empty(), error);
            throw error;
        }
    }

    private Answer performed(
            Route route, RawCall raw, String requestId, Optional<Caller> caller, Optional<String> agent) {
        Values query = query(route, raw);
        Optional<Values> body = route.body().map(fields -> body(route, fields, raw));
        Call call = new Call(route, raw, requestId, caller, agent, query, body, new AuditNotes(), clock.instant());
        if (!route.mutates() && !route.reveals()) {
            return route.handler().handle(call);
        }
        AuditTrail.Pending pending = audit.intend(call);
        Answer answer;
        try {
            answer = route.handler().handle(call);
        } catch (ApiError error) {
            pending.ended(error.status(), error.code());
            throw error;
        } catch (RuntimeException | StackOverflowError fault) {
            ApiError error = Faults.error(fault);
            pending.ended(error.status(), error.code());
            throw fault;
        }
        pending.ended(answer.status(), "");
        return answer;
    }

    private static Values query(Route route, RawCall raw) {
        try {
            return route.query().read(QueryString.parse(raw.rawQuery()));
        } catch (Misfit misfit) {
            throw misfit.as(route.service());
        }
    }

    private static Values body(Route route, Fields fields, RawCall raw) {
        if (raw.body().length == 0) {
            throw route.service().emptyBody();
        }
        try {
            JsonNode json = Json.parse(raw.body());
            if (!json.isObject()) {
                throw route.service().malformed("It must be a JSON object.");
            }
            return fields.read(json);
        } catch (MalformedJson malformed) {
            throw route.service().malformed("Not valid JSON: " + malformed.reason() + ".");
        } catch (Misfit misfit) {
            throw misfit.as(route.service());
        }
    }
}
