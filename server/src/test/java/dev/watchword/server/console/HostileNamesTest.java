package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Permission;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Verb;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every page must hold to, whoever gave its names and whoever looks. */
class HostileNamesTest {

    private static final String HOST = "h0000000000000000000000000000001";
    private static final String NAME = "<script>alert(1)</script>\u202e\u0007\" onload=\"x";

    @ParameterizedTest
    @EnumSource
    void namesAreInertOnEveryPage(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            addHost(api);
            TestBrowser browser = TestBrowser.signedIn(api);
            for (String page : List.of("/overview", "/weak-passwords", "/hosts", "/hosts/" + HOST)) {
                Response response = browser.get("/console/projects/" + TestApi.PROJECT + page);
                assertEquals(200, response.status(), page);
                assertFalse(response.text().contains("<script>alert"), page);
                assertFalse(response.text().matches("(?s).*<[a-z][^>]*\" onload.*"), page);
                assertFalse(response.text().codePoints().anyMatch(c -> c == 0x202e || c == 7), page);
            }
            String host = browser.get("/console/projects/" + TestApi.PROJECT + "/hosts/" + HOST)
                    .text();
            assertTrue(host.contains("&lt;script&gt;alert(1)&lt;/script&gt;\\u202e\\u0007"), host);
        }
    }

    @Test
    void everyPageOfASessionMayDoNothingButWhatTheConsolesOwnFilesDo() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            for (Route route : api.routes()) {
                if (route.permission() instanceof Permission.Session && route.verb() == Verb.GET) {
                    Response response = browser.get(route.path()
                            .replace("{project_id}", TestApi.PROJECT)
                            .replaceAll("\\{[^}]*}", "x"));
                    if (response.answer().contentType().startsWith("text/html")) {
                        String policy = response.answer().headers().getOrDefault("Content-Security-Policy", "");
                        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'"), route.toString());
                        assertFalse(policy.contains("unsafe"), route.toString());
                        assertFalse(response.text().matches("(?s).*<[^>]* (style|on[a-z]+)=.*"), route.toString());
                        assertFalse(response.text().matches("(?s).*<(script|style)>.*"), route.toString());
                    }
                }
            }
        }
    }

    @Test
    void whoLacksAPermissionIsToldWhich() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            api.deny("hss:weakPwds:list");
            Response response = browser.get("/console/projects/" + TestApi.PROJECT + "/weak-passwords");
            assertEquals(403, response.status());
            assertTrue(response.text().contains("<code>hss:weakPwds:list</code>"), response.text());
            assertEquals(
                    403,
                    browser.get("/console/projects/" + TestApi.FOREIGN_PROJECT + "/overview")
                            .status());
        }
    }

    private static void addHost(TestApi api) {
        api.parts().database().change(handle -> {
            handle.execute(
                    "insert into host values (?, ?, '0', ?, ?, '', '', '', 'Linux', '', '', '', '', '', '', 0, 0, null)",
                    HOST,
                    TestApi.PROJECT,
                    NAME,
                    NAME);
            handle.createUpdate(
                            "insert into finding (host_id, id, project_id, service_type, store_id, store, user_name,"
                                    + " user_folded, state, weakness, listed, severity, masked, suggestion,"
                                    + " password_changed_at, length, classes, longest_run, first_seen_at, last_seen_at,"
                                    + " fixed_at, came_back, events, shared_group)"
                                    + " values (:host, :id, :project, 'system', 's', :name, :name, :name, 'usable', 'common', :yes, 0,"
                                    + " '', :name, 0, 8, 1, 1, 1, 1, null, 0, 0, '')")
                    .bind("host", HOST)
                    .bind("id", "f0000000000000000000000000000001")
                    .bind("project", TestApi.PROJECT)
                    .bind("name", NAME)
                    .bind("yes", true)
                    .execute();
        });
    }
}
