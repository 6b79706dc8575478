package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Json;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The audit log in the console. */
class AuditLogPageTest {

    private static final String PAGE = "/console/account/audit-log";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202egpj";

    @ParameterizedTest
    @EnumSource
    void entriesAreSearchedByTimeUserActionAndKind(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            assertTrue(browser.get(PAGE).text().contains("Nothing is in the log yet."));
            add(api, 1, "2026-03-01T10:00:00Z", "outcome", "u1", "first", "x:first:do");
            add(api, 2, "2026-03-02T10:00:00Z", "refused", "u2", "second", "x:second:do");
            String all = browser.get(PAGE).text();
            assertTrue(all.contains("x:first:do") && all.contains("x:second:do"), all);
            only(browser, "?from=2026-03-02T10:00", "x:second:do", "x:first:do");
            only(browser, "?to=2026-03-02T10:00", "x:first:do", "x:second:do");
            only(browser, "?actor=u1", "x:first:do", "x:second:do");
            only(browser, "?kind=refused", "x:second:do", "x:first:do");
            only(browser, "?actor_name=first", "x:first:do", "x:second:do");
            only(browser, "?result=refused", "x:second:do", "x:first:do");
            only(browser, "?result=succeeded", "x:first:do", "x:second:do");
            String kept =
                    browser.get(PAGE + "?result=refused&actor_name=second").text();
            assertTrue(kept.contains("/export?actor_name=second&amp;result=refused"), kept);
            assertTrue(browser.get(PAGE + "?action=none").text().contains("No entry is as you ask."));
            assertTrue(browser.get(PAGE + "?marker=1").text().contains("Nothing older is in the log."));
            assertEquals(400, browser.get(PAGE + "?from=yesterday").status());
            assertEquals(
                    400, browser.get(PAGE + "?from=%2B999999999-01-01T00:00").status());
            assertEquals(400, browser.get(PAGE + "?kind=else").status());
            assertEquals(400, browser.get(PAGE + "?result=else").status());
            assertEquals(400, browser.get(PAGE + "/export?from=yesterday").status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongLogIsReadInParts(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            for (int i = 1; i <= 51; i++) {
                add(api, i, "2026-03-01T10:00:00Z", "outcome", "u", "user", "x:number" + i + ":do");
            }
            String first = browser.get(PAGE + "?kind=outcome").text();
            assertTrue(first.contains("x:number51:do"));
            assertFalse(first.contains("x:number1:do"));
            String older = PAGE + "?kind=outcome&marker=2";
            assertTrue(first.contains(older.replace("&", "&amp;")), first);
            String second = browser.get(older).text();
            assertTrue(second.contains("x:number1:do"));
            assertFalse(second.contains("x:number2:do"));
            String file = browser.get(PAGE + "/export?kind=outcome&marker=2").text();
            assertEquals(2, file.lines().count(), "what is shown: " + file);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesStayInertOnThePageAndInTheFile(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            add(api, 1, "2026-03-01T10:00:00Z", "outcome", "u1", HOSTILE, "=1+1");
            String page = browser.get(PAGE).text();
            assertTrue(page.contains("&lt;img src=x"), page);
            assertFalse(page.contains("<img src=x"), page);
            assertFalse(page.contains("\u202e"), page);
            TestApi.Response file = browser.get(PAGE + "/export");
            assertTrue(file.answer().contentType().startsWith("text/csv"), file::text);
            assertTrue(file.text().contains(",'=1+1,"), file::text);
            assertTrue(file.text().contains("\\u202egpj"), file::text);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoMayNotReadItIsToldThePermission(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            add(api, 1, "2026-03-01T10:00:00Z", "outcome", "u1", "user", "x:hidden:do");
            api.deny("watchword:auditLog:list");
            for (String path : new String[] {PAGE, PAGE + "/export"}) {
                TestApi.Response refused = browser.get(path);
                assertEquals(403, refused.status());
                assertTrue(refused.text().contains("watchword:auditLog:list"), refused::text);
                assertFalse(refused.text().contains("x:hidden:do"), refused::text);
            }
        }
    }

    private static void only(TestBrowser browser, String query, String shown, String hidden) {
        String page = browser.get(PAGE + query).text();
        assertTrue(page.contains(shown), page);
        assertFalse(page.contains(hidden), page);
    }

    private static void add(TestApi api, long seq, String time, String kind, String actor, String name, String action) {
        String line = Json.object()
                .put("seq", seq)
                .put("time", time)
                .put("kind", kind)
                .put("actor", actor)
                .put("actor_name", name)
                .put("action", action)
                .put("decision", kind.equals("refused") ? "denied" : "allowed")
                .put("status", 200)
                .toString();
        api.parts()
                .database()
                .change(handle -> handle.execute(
                        "insert into audit_entry (seq, at, kind, domain_id, project_id, actor_id,"
                                + " actor_name, result, action, request_id, line)"
                                + " values (?, ?, ?, ?, '', ?, ?, ?, ?, '', ?)",
                        seq,
                        Instant.parse(time).toEpochMilli(),
                        kind,
                        TestApi.DOMAIN,
                        actor,
                        name,
                        kind.equals("refused") ? "refused" : "succeeded",
                        action,
                        line));
    }
}
