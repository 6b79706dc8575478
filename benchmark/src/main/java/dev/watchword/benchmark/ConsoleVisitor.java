package dev.watchword.benchmark;

import dev.watchword.server.Features;
import dev.watchword.server.Parts;
import dev.watchword.server.authentication.CallAuthorization;
import dev.watchword.server.authentication.IdentitySettings;
import dev.watchword.server.authentication.PublicEndpoint;
import dev.watchword.server.authentication.RateLimits;
import dev.watchword.server.console.Console;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.AuditTrail;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.Pipeline;
import dev.watchword.server.http.QueryString;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Verb;
import dev.watchword.server.routes.ConsoleRoutes;
import dev.watchword.server.routes.Routes;
import dev.watchword.server.users.PasswordCost;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Somebody who is signed in to a console in this process, through everything but the socket: sessions, permissions and
 * projects are checked as always, rates are not limited, and nothing is written to the audit log. Safe for use by many
 * threads.
 */
final class ConsoleVisitor {

    private static final int UNLIMITED = 1_000_000_000;
    private static final RateLimits NO_LIMITS =
            new RateLimits(UNLIMITED, UNLIMITED, UNLIMITED / 10, UNLIMITED, UNLIMITED, 1_000);
    private static final String REQUEST = "00000000000000000000000000000000";
    private static final String HOST = "watchword.example";
    private static final String USER = "c0000000000000000000000000000001";
    private static final String PASSWORD = "Kelp-Orbit-Fjord-29";

    private final List<Route> routes;
    private final Pipeline pipeline;
    private final String cookie;

    private ConsoleVisitor(List<Route> routes, Pipeline pipeline, String cookie) {
        this.routes = routes;
        this.pipeline = pipeline;
        this.cookie = cookie;
    }

    /** A new administrator of the generated account. */
    static ConsoleVisitor in(Parts parts) {
        Features features =
                Features.on(parts, new IdentitySettings(PasswordCost.STANDARD, NO_LIMITS, PublicEndpoint.AS_CALLED));
        List<Route> api = Routes.of(features);
        Pipeline pipeline = new Pipeline(
                features.identity().credentials(),
                features.fleet().authentication(),
                features.identity().sessions(),
                new CallAuthorization(
                        features.identity().projects(), features.iam().identityPolicies()),
                features.identity().firstAnswers(),
                new Nothing(),
                features.identity().throttle(),
                parts.clock());
        List<Route> routes = Stream.concat(
                        api.stream(), ConsoleRoutes.of(new Console(features, api, pipeline)).stream())
                .toList();
        parts.database()
                .change(handle -> handle.execute(
                        "insert into iam_user (id, domain_id, name, description, enabled, root, created_at,"
                                + " password_reset_required) values (?, ?, 'anna', '', true, true, 0, false)",
                        USER,
                        GeneratedFleet.DOMAIN));
        ConsoleVisitor nobody = new ConsoleVisitor(routes, pipeline, "");
        nobody.choosePassword();
        return new ConsoleVisitor(routes, pipeline, nobody.signIn());
    }

    private void choosePassword() {
        Caller root = new Caller(
                GeneratedFleet.DOMAIN, "acme", USER, "anna", true, Optional.empty(), Caller.Credential.TOKEN, "00");
        String path = "/v5/users/" + USER + "/login-profile";
        Found found = found(Verb.POST, path);
        String body = "{\"password\":\"" + PASSWORD + "\",\"password_reset_required\":false}";
        expect(201, pipeline.answerFor(root, found.route(), raw(found, Verb.POST, path, "", body), REQUEST));
    }

    private String signIn() {
        String path = "/console/login";
        String body = "account=acme&user=anna&password=" + PASSWORD;
        Found found = found(Verb.POST, path);
        Answer answer = expect(303, pipeline.answer(found.route(), raw(found, Verb.POST, path, "", body), REQUEST));
        return answer.headers().getOrDefault("Set-Cookie", "").split(";", 2)[0];
    }

    /**
     * A page.
     *
     * @param address path and query
     */
    Answer get(String address) {
        String[] parts = address.split("\\?", 2);
        Found found = found(Verb.GET, parts[0]);
        String query = parts.length > 1 ? parts[1] : "";
        return expect(200, pipeline.answer(found.route(), raw(found, Verb.GET, parts[0], query, ""), REQUEST));
    }

    private static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer;
    }

    private RawCall raw(Found found, Verb verb, String path, String query, String body) {
        Map<String, List<String>> headers = new TreeMap<>();
        headers.put("host", List.of(HOST));
        headers.put("origin", List.of("http://" + HOST));
        headers.put("sec-fetch-site", List.of("same-origin"));
        if (!cookie.isEmpty()) {
            headers.put("cookie", List.of(cookie));
        }
        return new RawCall(
                verb, path, query, headers, body.getBytes(StandardCharsets.UTF_8), "192.0.2.1", found.values());
    }

    private record Found(Route route, Map<String, String> values) {}

    private Found found(Verb verb, String path) {
        return routes.stream()
                .filter(route -> route.verb() == verb)
                .flatMap(route -> values(route.path(), path).stream().map(values -> new Found(route, values)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no page " + path));
    }

    private static Optional<Map<String, String>> values(String template, String path) {
        String[] expected = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (expected.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{")) {
                values.put(expected[i].substring(1, expected[i].length() - 1), QueryString.decode(given[i]));
            } else if (!expected[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static final class Nothing implements AuditTrail {
        @Override
        public Pending intend(Call call) {
            return (status, code) -> {};
        }

        @Override
        public void refused(Route route, RawCall raw, String requestId, Optional<Caller> caller, ApiError error) {}
    }
}
