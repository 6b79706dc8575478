package dev.watchword.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.server.authentication.IdentitySettings;
import dev.watchword.server.console.Console;
import dev.watchword.server.database.Database;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.TestDatabase;
import dev.watchword.server.http.AgentAuthentication;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.AuditNotes;
import dev.watchword.server.http.AuditTrail;
import dev.watchword.server.http.Authorization;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.HttpServer;
import dev.watchword.server.http.Pipeline;
import dev.watchword.server.http.QueryString;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Verb;
import dev.watchword.server.resets.Sealing;
import dev.watchword.server.routes.ConsoleRoutes;
import dev.watchword.server.routes.Routes;
import dev.watchword.server.secrets.AtRest;
import dev.watchword.server.users.PasswordCost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/**
 * The whole API without a network, on a fresh database: the real routes, features and pipeline, called as a user whom
 * the test chooses. Credentials, repeated calls and rates are left out; they have tests of their own and e2e's.
 */
public final class TestApi implements AutoCloseable {

    /** Account, its two projects, and a project of another account. */
    public static final String DOMAIN = "d0000000000000000000000000000001";

    public static final String PROJECT = "a0000000000000000000000000000001";
    public static final String SECOND_PROJECT = "a0000000000000000000000000000002";
    public static final String FOREIGN_DOMAIN = "d0000000000000000000000000000002";
    public static final String FOREIGN_PROJECT = "a0000000000000000000000000000003";

    /** Its root user. */
    public static final String ROOT_USER = "c0000000000000000000000000000001";

    /** Tests check many passwords; what one costs has a test of its own. */
    private static final PasswordCost CHEAP = new PasswordCost(64, 1, 1);

    private final MovableClock clock;
    private final Features features;
    private boolean enforcing;
    private final Parts parts;
    private final List<Route> routes;
    private final Pipeline pipeline;
    private final Set<String> denied = new HashSet<>();
    private final Deque<AuditNotes> audited = new ConcurrentLinkedDeque<>();
    private final Deque<String> refused = new ConcurrentLinkedDeque<>();
    private Caller caller = caller(ROOT_USER, "root", true);
    private String agent = "";
    private final Map<String, List<String>> headers = new HashMap<>();

    private TestApi(Database database, MovableClock clock, boolean fresh, Optional<Sealing> sealing) {
        this.clock = clock;
        this.parts = new Parts(database, new AtRest(new byte[32]), clock);
        if (fresh) {
            seed();
        }
        IdentitySettings cheap = IdentitySettings.STANDARD.costing(CHEAP);
        this.features = sealing.map(made -> Features.on(parts, cheap, made)).orElseGet(() -> Features.on(parts, cheap));
        List<Route> api = Routes.of(features);
        this.pipeline = new Pipeline(
                raw -> caller,
                new Agents(),
                features.identity().sessions(),
                new Permissions(),
                (who, raw, work) -> work.get(),
                new Noted(),
                (route, who) -> {},
                clock);
        this.routes = Stream.concat(api.stream(), ConsoleRoutes.of(new Console(features, api, pipeline)).stream())
                .toList();
    }

    /** Agents prove themselves, unless a test says who calls. */
    private final class Agents implements AgentAuthentication {
        @Override
        public void expect(RawCall head) {
            features.fleet().authentication().expect(head);
        }

        @Override
        public String agent(RawCall call) {
            return agent.isEmpty() ? features.fleet().authentication().agent(call) : agent;
        }

        @Override
        public Answer signed(RawCall call, Answer answer) {
            return agent.isEmpty() ? features.fleet().authentication().signed(call, answer) : answer;
        }
    }

    /** On a fresh database of this kind. */
    public static TestApi on(Dialect dialect) {
        return new TestApi(TestDatabase.fresh(dialect), new MovableClock(), true, Optional.empty());
    }

    /** On a fresh database of this kind, with another way to seal new passwords. */
    public static TestApi on(Dialect dialect, Sealing sealing) {
        return on(TestDatabase.fresh(dialect), sealing);
    }

    /** On this database, which is closed with it. */
    public static TestApi on(Database database, Sealing sealing) {
        return new TestApi(database, new MovableClock(), true, Optional.of(sealing));
    }

    /** Later calls are refused as the identity policies say. */
    public TestApi enforcing() {
        this.enforcing = true;
        return this;
    }

    /** Another server process on the same state, which remembers nothing else. Only one of both is to be closed. */
    public TestApi restarted() {
        return new TestApi(parts.database(), clock, false, Optional.empty());
    }

    /** The same API on a port of the loopback address. */
    public HttpServer listening() {
        return HttpServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), routes, pipeline);
    }

    /** Every route, pages too. */
    public List<Route> routes() {
        return routes;
    }

    public Parts parts() {
        return parts;
    }

    public MovableClock clock() {
        return clock;
    }

    /** Later calls come from this user. */
    public TestApi as(Caller user) {
        this.caller = user;
        return this;
    }

    /** Later calls of agents come from this one, unsigned. Without this they must prove themselves. */
    public TestApi asAgent(String agentId) {
        this.agent = agentId;
        return this;
    }

    /** Later calls have this header, once for each value. */
    public TestApi header(String name, String... values) {
        headers.put(name, List.of(values));
        return this;
    }

    /** Later calls that need this action are refused. */
    public TestApi deny(String action) {
        denied.add(action);
        return this;
    }

    /** A user of the first account. */
    public static Caller caller(String userId, String userName, boolean root) {
        return new Caller(
                DOMAIN, "acme", userId, userName, root, Optional.of(PROJECT), Caller.Credential.TOKEN, "0badcafe");
    }

    public Response get(String target) {
        return call(Verb.GET, target, "");
    }

    public Response delete(String target) {
        return call(Verb.DELETE, target, "");
    }

    public Response post(String target, String body) {
        return call(Verb.POST, target, body);
    }

    public Response put(String target, String body) {
        return call(Verb.PUT, target, body);
    }

    /**
     * @param target path and query as on the wire
     * @param body as on the wire
     */
    public Response call(Verb verb, String target, String body) {
        return call(verb, target, body.getBytes(StandardCharsets.UTF_8), Map.copyOf(headers));
    }

    /**
     * @param target path and query as on the wire
     * @param body as on the wire
     * @param sent headers by lower-case name
     */
    public Response call(Verb verb, String target, byte[] body, Map<String, List<String>> sent) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        for (Route route : routes) {
            Optional<Map<String, String>> values = match(route.path(), path);
            if (route.verb() == verb && values.isPresent()) {
                RawCall raw = new RawCall(verb, path, query, sent, body, "192.0.2.1", values.get());
                return new Response(pipeline.answer(route, raw, "00000000000000000000000000000000"));
            }
        }
        throw new AssertionError("no route " + verb + " " + path);
    }

    /** What every audited call noted, the last first. */
    public List<Map<String, String>> allNotes() {
        return audited.stream().map(AuditNotes::all).toList();
    }

    /** Every call that was refused before it was begun: its route and the error's code. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    /** What the last audited call noted. */
    public Map<String, String> notes() {
        return audited.stream().findFirst().map(AuditNotes::all).orElse(Map.of());
    }

    @Override
    public void close() {
        parts.database().close();
    }

    private void seed() {
        parts.database().change(handle -> {
            handle.execute("insert into domain values (?, 'acme', 0)", DOMAIN);
            handle.execute("insert into domain values (?, 'other', 0)", FOREIGN_DOMAIN);
            handle.execute("insert into project values (?, ?, 'first', 0)", PROJECT, DOMAIN);
            handle.execute("insert into project values (?, ?, 'second', 0)", SECOND_PROJECT, DOMAIN);
            handle.execute("insert into project values (?, ?, 'first', 0)", FOREIGN_PROJECT, FOREIGN_DOMAIN);
            handle.execute(
                    "insert into iam_user (id, domain_id, name, description, enabled, root, created_at,"
                            + " password_reset_required) values (?, ?, 'root', '', true, true, 0, false)",
                    ROOT_USER,
                    DOMAIN);
        });
    }

    /** The variables of a path that fits the template. */
    public static Optional<Map<String, String>> match(String template, String path) {
        String[] expected = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (expected.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{")) {
                values.put(expected[i].substring(1, expected[i].length() - 1), QueryString.decode(given[i]));
            } else if (!expected[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** What came back. */
    public record Response(Answer answer) {

        public int status() {
            return answer.status();
        }

        public String text() {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(answer.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError(text(), e);
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        }

        /** The error's code, in whichever form the service writes it. */
        public String errorCode() {
            JsonNode json = json();
            return json.has("error_code")
                    ? json.path("error_code").asText()
                    : json.path("error").path("code").asText();
        }

        @Override
        public String toString() {
            return status() + " " + text();
        }
    }

    private final class Permissions implements Authorization {
        @Override
        public void requireProject(Caller who, String projectId, RawCall call, Service service) {
            if (!Set.of(PROJECT, SECOND_PROJECT).contains(projectId)) {
                throw service.otherProject();
            }
        }

        @Override
        public void require(Caller who, String action, String projectId, RawCall call, Service service) {
            if (denied.contains(action)) {
                throw service.forbidden(action);
            }
            if (enforcing) {
                features.iam().identityPolicies().require(who, action, projectId, call, service);
            }
        }
    }

    private final class Noted implements AuditTrail {
        @Override
        public Pending intend(Call call) {
            audited.addFirst(call.notes());
            return (status, code) -> {};
        }

        @Override
        public void refused(Route route, RawCall raw, String requestId, Optional<Caller> who, ApiError error) {
            refused.add(route + " " + error.code());
        }
    }

    /** Writes nothing down. */
    public static final class Unwritten implements AuditTrail {
        @Override
        public Pending intend(Call call) {
            return (status, code) -> {};
        }

        @Override
        public void refused(Route route, RawCall raw, String requestId, Optional<Caller> who, ApiError error) {}
    }
}
