package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a page says of what was just done, and where one goes on from it. */
class NoticeTest {

    private static final String PROJECT = "/console/projects/" + TestApi.PROJECT;
    private static final String USERS = "/console/account/users";

    @Test
    void isSaidOnceByTheNextPageAndByNoLink() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String said = "All other sessions are ended.";
            assertFalse(
                    browser.get("/console/account/me?notice=sessionsEnded")
                            .text()
                            .contains(said),
                    "a link");
            browser.get("/console/account/me");
            Response done = browser.submit("/console/account/me", Map.of("do", "end-others"));
            assertEquals(303, done.status(), done::text);
            String cookie = done.answer().headers().getOrDefault("Set-Cookie", "");
            assertTrue(cookie.contains("; HttpOnly; SameSite=Strict"), cookie);
            String place = done.answer().headers().getOrDefault("Location", "");
            assertFalse(place.contains("notice"), place);
            browser.header("x-by-itself", "yes");
            assertFalse(browser.get(place).text().contains(said), "a page that asks by itself");
            browser.without("x-by-itself");
            assertTrue(browser.get(place).text().contains(said));
            assertFalse(browser.get(place).text().contains(said), "a second time");
        }
    }

    @Test
    void isOneOfOurSentences() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            for (String key : new String[] {"<b>x</b>", "nosuchnotice", "a".repeat(50)}) {
                browser.cookies().put("watchword-notice", key);
                String page = browser.get("/console/account/me").text();
                assertFalse(page.contains("class=\"notice\""), page);
            }
        }
    }

    @Test
    void whoeverChoosesALanguageAfterARefusedFormComesBackToAPage() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get(USERS);
            Response refused = browser.submit(USERS, Map.of("name", "no/such name"));
            assertEquals(400, refused.status(), refused::text);
            assertEquals(USERS, next(refused));
            Response reset = browser.submit(PROJECT + "/resets", Map.of("server", "h1"));
            assertEquals(PROJECT + "/resets", next(reset), "the form has no page of its own");
            browser.header("referer", "http://watchword.example:8080" + PROJECT + "/resets/new?server=h1");
            assertEquals(
                    PROJECT + "/resets/new?server=h1",
                    next(browser.submit(PROJECT + "/resets", Map.of("server", "h1"))));
            for (String elsewhere : new String[] {
                "http://evil.example/console/../x",
                "http://watchword.example:8080/v3/auth/tokens",
                "x",
                "http://evil.example"
            }) {
                browser.header("referer", elsewhere);
                assertEquals(
                        PROJECT + "/resets",
                        next(browser.submit(PROJECT + "/resets", Map.of("server", "h1"))),
                        elsewhere);
            }
        }
    }

    private static String next(Response page) {
        String text = page.text();
        String mark = "name=\"next\" value=\"";
        int from = text.indexOf(mark) + mark.length();
        assertTrue(from > mark.length(), text);
        return text.substring(from, text.indexOf('"', from));
    }
}
