package dev.watchword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.database.Database;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.TestDatabase;
import dev.watchword.server.http.Permission;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Verb;
import dev.watchword.server.routes.Routes;
import dev.watchword.server.secrets.AtRest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What must hold for every route, also for one that is added tomorrow. */
class RoutesTest {

    /** What anybody may call without credentials. A line here is a decision. */
    private static final Set<String> OPEN = Set.of(
            "GET /",
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /openapi.json",
            "GET /docs",
            "GET /v3",
            "POST /v3/auth/tokens",
            "POST /v1/agents/enrol");

    /** Changes that need no audit, because they change nothing that lasts. */
    private static final Set<String> UNAUDITED = Set.of(
            "POST /v5/decode-authorization-message",
            "POST /v1/watchword/password-check",
            "POST /v1/agents/heartbeat",
            "POST /v1/agents/fleet-key",
            "POST /v1/agents/image-jobs/renew");

    private static final Database DATABASE = TestDatabase.fresh(Dialect.SQLITE);
    private static final List<Route> ROUTES =
            Routes.of(Features.on(new Parts(DATABASE, new AtRest(new byte[32]), new MovableClock())));

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void openRoutesAreExactlyTheListed() {
        assertEquals(
                new TreeSet<>(OPEN),
                ROUTES.stream()
                        .filter(route -> route.permission() instanceof Permission.Open)
                        .map(Route::toString)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** What shows operators' own weak words, which are often somebody's passwords. */
    @Test
    void callsThatShowSecretsAreAudited() {
        assertEquals(
                Set.of(
                        "GET /v5/{project_id}/image/baseline/extended-weak-password",
                        "GET /v1/watchword/{project_id}/dictionaries/{group_id}",
                        "GET /v1/watchword/{project_id}/dictionaries/{group_id}/versions/{version}",
                        "GET /v1/watchword/{project_id}/image-words/versions/{version}"),
                ROUTES.stream().filter(Route::reveals).map(Route::toString).collect(Collectors.toSet()));
    }

    @Test
    void everyActionIsNamedAsPoliciesNameThem() {
        for (Route route : ROUTES) {
            if (route.permission() instanceof Permission.Action action) {
                assertTrue(action.name().matches("[a-z]+:[A-Za-z0-9]*:[A-Za-z0-9]+"), () -> route + " " + action);
            }
        }
    }

    @Test
    void everyChangeIsAudited() {
        assertEquals(
                UNAUDITED,
                ROUTES.stream()
                        .filter(route -> route.verb() != Verb.GET && !route.mutates())
                        .map(Route::toString)
                        .collect(Collectors.toSet()));
    }

    @Test
    void noRouteStandsTwice() {
        Set<String> seen = new HashSet<>();
        ROUTES.forEach(route -> assertTrue(seen.add(route.toString().replaceAll("\\{[^}]*}", "{}")), route::toString));
    }

    @Test
    void everyRouteSaysWhatItDoes() {
        ROUTES.forEach(route -> assertFalse(route.summary().isBlank(), route::toString));
    }
}
