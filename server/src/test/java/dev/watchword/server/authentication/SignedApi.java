package dev.watchword.server.authentication;

import dev.watchword.server.Features;
import dev.watchword.server.MovableClock;
import dev.watchword.server.Parts;
import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.NoAgents;
import dev.watchword.server.http.Pipeline;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Verb;
import dev.watchword.server.routes.Routes;
import dev.watchword.server.users.AccessKeys;
import dev.watchword.server.users.PasswordCost;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The pipeline with real credentials, projects and first answers, in front of the real routes and two of its own: one
 * that counts its effects and one whose answer shows a secret. Every action is allowed.
 */
final class SignedApi implements AutoCloseable {

    static final String KEY = "AKTEST";
    static final String SECRET = "SKTEST";
    static final String PROBE = "/v5/" + TestApi.PROJECT + "/probe";
    static final PasswordCost CHEAP = new PasswordCost(64, 1, 1);

    final AtomicInteger effects = new AtomicInteger();
    final TestApi base;
    Features features;
    private List<Route> routes = List.of();
    private Pipeline pipeline;
    volatile Runnable during = () -> {};
    volatile int status = 200;

    private SignedApi(TestApi base) {
        this.base = base;
        this.features = Features.on(base.parts(), IdentitySettings.STANDARD.costing(CHEAP));
        this.pipeline = pipeline();
        addKey(KEY, SECRET, TestApi.ROOT_USER);
    }

    static SignedApi on(Dialect dialect) {
        return new SignedApi(TestApi.on(dialect));
    }

    /** The same database with a new process in front of it. */
    void restart() {
        features = Features.on(base.parts(), IdentitySettings.STANDARD.costing(CHEAP));
        pipeline = pipeline();
    }

    Parts parts() {
        return base.parts();
    }

    MovableClock clock() {
        return base.clock();
    }

    void addKey(String id, String secret, String userId) {
        byte[] sealed = parts().atRest().seal(AccessKeys.secretPlace(id), secret.getBytes(StandardCharsets.UTF_8));
        parts().database()
                .change(handle -> handle.createUpdate(
                                "insert into access_key (id, user_id, secret, enabled, created_at)"
                                        + " values (:id, :userId, :secret, true, 0)")
                        .bind("id", id)
                        .bind("userId", userId)
                        .bind("secret", sealed)
                        .execute());
    }

    /** A user of an account, with a password. */
    void addUser(String id, String domainId, String name, String password) {
        String hash = features.identity().passwords().hash(password);
        parts().database()
                .change(handle -> handle.createUpdate(
                                "insert into iam_user (id, domain_id, name, description, enabled, root, created_at,"
                                        + " password_hash, password_set_at, password_reset_required, profile_created_at)"
                                        + " values (:id, :domainId, :name, '', true, false, 0, :hash, 5, false, 5)")
                        .bind("id", id)
                        .bind("domainId", domainId)
                        .bind("name", name)
                        .bind("hash", hash)
                        .execute());
    }

    void sql(String statement, Object... values) {
        parts().database().change(handle -> handle.execute(statement, values));
    }

    String token(Optional<String> projectId, Optional<String> domainId) {
        return token(TestApi.ROOT_USER, projectId, domainId);
    }

    String token(String userId, Optional<String> projectId, Optional<String> domainId) {
        return parts().database()
                .write(handle -> features.identity().tokens().issue(handle, userId, projectId, domainId, parts().now()))
                .text();
    }

    TestApi.Response send(Request request) {
        String path = request.target.split("\\?", 2)[0];
        String query = request.target.contains("?") ? request.target.split("\\?", 2)[1] : "";
        for (Route route : routes) {
            Optional<Map<String, String>> values = TestApi.match(route.path(), path);
            if (route.verb() == request.verb && values.isPresent()) {
                RawCall raw = new RawCall(
                        request.verb, path, query, request.headers, request.body, "192.0.2.1", values.get());
                return new TestApi.Response(pipeline.answer(route, raw, "0".repeat(32)));
            }
        }
        throw new AssertionError("no route " + request.verb + " " + path);
    }

    @Override
    public void close() {
        base.close();
    }

    private Pipeline pipeline() {
        List<Route> all = new ArrayList<>(Routes.of(features));
        all.add(Route.post("/v5/{project_id}/probe", Service.HSS)
                .needs("hss:probe:set")
                .to(call -> effect(false)));
        all.add(Route.post("/v5/{project_id}/secret", Service.HSS)
                .needs("hss:probe:set")
                .to(call -> effect(true)));
        all.add(Route.get("/v5/{project_id}/probe", Service.HSS)
                .needs("hss:probe:get")
                .to(call -> Answer.empty(204)));
        all.add(Route.put("/v1/{project_id}/cloudservers/probe", Service.ECS)
                .needs("ecs:probe:set")
                .to(call -> effect(false)));
        all.add(Route.put("/v5/probe", Service.IAM).needs("iam:probe:set").to(call -> effect(false)));
        all.add(Route.post("/v5/caller-password", Service.IAM).needsIdentity().to(call -> Answer.empty(200)));
        routes = List.copyOf(all);
        return new Pipeline(
                features.identity().credentials(),
                new NoAgents(),
                new CallAuthorization(features.identity().projects(), (who, action, project, raw, service) -> {}),
                features.identity().firstAnswers(),
                new TestApi.Unwritten(),
                (route, who) -> {},
                clock());
    }

    private Answer effect(boolean secret) {
        during.run();
        String body = "{\"effect\":" + effects.incrementAndGet() + ",\"note\":\"Gr\u00fc\u00dfe\"}";
        if (status >= 400) {
            throw ApiError.of(status, "HSS.0001", body);
        }
        Answer answer = Answer.of("application/json", body.getBytes(StandardCharsets.UTF_8))
                .header("X-Own", "kept");
        return secret ? answer.shownOnce() : answer;
    }

    /** A request to be signed or not. Each method gives another one. */
    record Request(Verb verb, String target, Map<String, List<String>> headers, byte[] body) {

        static Request of(Verb verb, String target) {
            return new Request(verb, target, Map.of("host", List.of("127.0.0.1:8080")), new byte[0]);
        }

        Request header(String name, String... values) {
            Map<String, List<String>> more = new LinkedHashMap<>(headers);
            more.put(name, List.of(values));
            return new Request(verb, target, more, body);
        }

        Request body(String text) {
            return new Request(verb, target, headers, text.getBytes(StandardCharsets.UTF_8));
        }

        /** The header of that name. */
        String authorization() {
            return headers.getOrDefault("authorization", List.of("")).getFirst();
        }

        Request to(String otherTarget) {
            return new Request(verb, otherTarget, headers, body);
        }

        /** Signed now, over all its headers. */
        Request signed(SignedApi api) {
            return signed(api, KEY, SECRET);
        }

        Request signed(SignedApi api, String key, String secret) {
            return header("x-sdk-date", RequestSignature.date(api.clock().instant()))
                    .signedAsDated(key, secret);
        }

        Request signedAsDated(String key, String secret) {
            TreeMap<String, String> signed = new TreeMap<>();
            headers.forEach((name, values) -> signed.put(name, values.getFirst()));
            String hash = signed.getOrDefault("x-sdk-content-sha256", RequestSignature.hash(body));
            String query = target.contains("?") ? target.split("\\?", 2)[1] : "";
            RequestSignature signature =
                    new RequestSignature(verb.name(), target.split("\\?", 2)[0], query, signed, hash);
            return header("authorization", signature.authorization(key, secret.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
