package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Verb;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each form counts only when a page of its own session sent it. */
class FormTest {

    @Test
    void aFormFromElsewhereIsRefusedOnEveryRoute() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            List<String> forms = api.routes().stream()
                    .filter(route -> route.path().startsWith("/console") && route.verb() != Verb.GET)
                    .map(Route::path)
                    .map(path -> path.replace("{project_id}", TestApi.PROJECT).replaceAll("\\{[^}]*}", "x"))
                    .toList();
            for (String form : forms) {
                assertEquals(
                        403,
                        fresh(api)
                                .header("origin", "http://evil.example")
                                .submit(form, Map.of())
                                .status(),
                        form);
                assertEquals(
                        403,
                        fresh(api)
                                .header("origin", "null")
                                .submit(form, Map.of())
                                .status(),
                        form);
                assertEquals(
                        403,
                        fresh(api)
                                .without("origin")
                                .header("sec-fetch-site", "cross-site")
                                .submit(form, Map.of())
                                .status(),
                        form);
                assertEquals(
                        403,
                        fresh(api)
                                .without("sec-fetch-site")
                                .header("origin", "http://watchword.example")
                                .submit(form, Map.of())
                                .status(),
                        form);
                assertEquals(
                        403,
                        fresh(api)
                                .without("sec-fetch-site")
                                .without("origin")
                                .submit(form, Map.of())
                                .status(),
                        form);
            }
        }
    }

    @Test
    void aFormNeedsTheTokenOfItsOwnSession() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            List<String> forms = api.routes().stream()
                    .filter(route -> route.verb() != Verb.GET
                            && route.permission() instanceof dev.watchword.server.http.Permission.Session)
                    .map(Route::path)
                    .map(path -> path.replace("{project_id}", TestApi.PROJECT).replaceAll("\\{[^}]*}", "x"))
                    .toList();
            for (String form : forms) {
                assertEquals(403, fresh(api).post(form, Map.of()).status(), form);
                assertEquals(
                        403,
                        fresh(api)
                                .post(form, Map.of("form_token", "0".repeat(64)))
                                .status(),
                        form);
            }
            TestBrowser other = fresh(api);
            TestBrowser mine = fresh(api);
            other.get("/console/password");
            mine.cookies().putAll(fresh(api).cookies());
            assertEquals(403, mine.submit("/console/logout", Map.of()).status(), "a token of another session");
            assertEquals(303, other.submit("/console/logout", Map.of()).status());
        }
    }

    private static TestBrowser fresh(TestApi api) {
        boolean isThere = api.parts()
                        .database()
                        .<Integer>read(handle -> handle.createQuery("select count(*) from iam_user where name = 'anna'")
                                .mapTo(Integer.class)
                                .one())
                > 0;
        if (!isThere) {
            return TestBrowser.signedIn(api);
        }
        TestBrowser browser = new TestBrowser(api);
        browser.login("anna", TestBrowser.PASSWORD);
        browser.get("/console/password");
        return browser;
    }
}
