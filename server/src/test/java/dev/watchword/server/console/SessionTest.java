package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a session is, when it begins and when it ends. */
class SessionTest {

    private static final String PAGE = "/console/password";
    private static final String COOKIE = "watchword";

    @ParameterizedTest
    @EnumSource
    void beginsWithAPasswordAndEndsWithSigningOut(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser.addUser(api, true);
            TestBrowser browser = new TestBrowser(api);
            Response asked = browser.get("/console/password?x=1");
            assertEquals(303, asked.status());
            assertEquals(
                    "/console/login?next=%2Fconsole%2Fpassword%3Fx%3D1",
                    asked.answer().headers().get("Location"));
            assertEquals(401, browser.login("anna", "wrong").status());
            assertTrue(browser.cookies().isEmpty());
            Response login = browser.login("anna", TestBrowser.PASSWORD);
            assertEquals(303, login.status(), login.text());
            String set = login.answer().headers().getOrDefault("Set-Cookie", "");
            assertTrue(set.endsWith("; Path=/; HttpOnly; SameSite=Strict"), set);
            String text = browser.cookies().getOrDefault(COOKIE, "");
            assertEquals(43, text.length());
            api.parts().database().read(handle -> {
                String kept = handle.createQuery("select digest from console_session")
                        .mapTo(String.class)
                        .one();
                assertFalse(kept.contains(text));
                return kept;
            });
            assertEquals(200, browser.get(PAGE).status());
            assertEquals(303, browser.submit("/console/logout", Map.of()).status());
            assertTrue(browser.cookies().isEmpty());
            browser.cookies().put(COOKIE, text);
            assertEquals(303, browser.get(PAGE).status(), "the old cookie is worth nothing");
        }
    }

    @Test
    void aLoginThatNoPageOfOursSendsIsRefusedBeforeItBegins() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser.addUser(api, true);
            int audited = api.allNotes().size();
            TestBrowser browser = new TestBrowser(api).header("sec-fetch-site", "cross-site");
            assertEquals(403, browser.login("anna", TestBrowser.PASSWORD).status());
            assertEquals(List.of("POST /console/login WW.0021"), api.refused());
            assertEquals(audited, api.allNotes().size(), "one line of the audit log, and not two");
        }
    }

    @Test
    void aNewLoginIsANewSessionAndEndsTheOneBefore() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String before = browser.cookies().getOrDefault(COOKIE, "");
            browser.login("anna", TestBrowser.PASSWORD);
            assertNotEquals(before, browser.cookies().get(COOKIE));
            browser.cookies().put(COOKIE, before);
            assertEquals(303, browser.get(PAGE).status());
            browser.cookies().put(COOKIE, "A".repeat(43));
            assertEquals(303, browser.login("anna", TestBrowser.PASSWORD).status());
            assertNotEquals("A".repeat(43), browser.cookies().get(COOKIE), "nobody can choose it for somebody else");
        }
    }

    @Test
    void endsWhenItIsIdleForAsLongAsThePolicySays() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            api.put("/v5/login-policy", "{\"session_timeout\":15}");
            TestBrowser browser = TestBrowser.signedIn(api);
            for (int i = 0; i < 4; i++) {
                api.clock().move(Duration.ofMinutes(14));
                assertEquals(200, browser.get(PAGE).status(), "it is in use");
            }
            api.clock().move(Duration.ofMinutes(15));
            assertEquals(303, browser.get(PAGE).status());
        }
    }

    @Test
    void pagesThatAskByThemselvesKeepNoSession() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api).header("x-by-itself", "yes");
            api.clock().move(Duration.ofMinutes(40));
            assertEquals(200, browser.get(PAGE).status());
            api.clock().move(Duration.ofMinutes(40));
            assertEquals(303, browser.get(PAGE).status());
        }
    }

    @Test
    void endsAfterADayHoweverOftenItIsUsed() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            for (int i = 0; i < 47; i++) {
                api.clock().move(Duration.ofMinutes(30));
                assertEquals(200, browser.get(PAGE).status());
            }
            api.clock().move(Duration.ofMinutes(30));
            assertEquals(303, browser.get(PAGE).status());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /v5/users/" + TestBrowser.USER + " | {\"enabled\":false}",
                "PUT | /v5/users/" + TestBrowser.USER + "/login-profile | {\"password\":\"Another-Kelp-Orbit-31\"}",
                "DELETE | /v5/users/" + TestBrowser.USER + "/login-profile | ''",
                "DELETE | /v5/users/" + TestBrowser.USER + " | ''"
            })
    void endsWhereTokensEnd(String verb, String path, String body) {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser.addUser(api, false);
            TestBrowser browser = new TestBrowser(api);
            browser.login("anna", TestBrowser.PASSWORD);
            assertEquals(200, browser.get(PAGE).status());
            Response done = api.call(dev.watchword.server.http.Verb.valueOf(verb), path, body);
            assertTrue(done.status() < 300, done.toString());
            assertEquals(303, browser.get(PAGE).status());
        }
    }

    @Test
    void isOnlyForTheAddressesOfTheLoginPolicy() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            Response set = api.put(
                    "/v5/login-policy", "{\"allow_address_netmasks\":[{\"address_netmask\":\"203.0.113.0/24\"}]}");
            assertEquals(200, set.status(), set.text());
            assertEquals(403, browser.get(PAGE).status());
            assertEquals(403, browser.login("anna", TestBrowser.PASSWORD).status());
        }
    }

    @Test
    void anExpiredPasswordMustBeChangedBeforeAnythingElse() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            api.put("/v5/password-policy", "{\"password_validity_period\":1}");
            TestBrowser browser = TestBrowser.signedIn(api);
            api.clock().move(Duration.ofHours(25));
            browser.login("anna", TestBrowser.PASSWORD);
            assertEquals(
                    "/console/password",
                    browser.get("/console").answer().headers().get("Location"));
            String page = browser.get(PAGE).text();
            assertTrue(page.contains("Your password must be changed before anything else."), page);
            String chosen = "Other-Kelp-Orbit-77";
            assertEquals(
                    400,
                    browser.submit(PAGE, passwords(TestBrowser.PASSWORD, chosen, "else"))
                            .status());
            assertEquals(
                    400,
                    browser.submit(PAGE, passwords("wrong", chosen, chosen)).status());
            Response changed = browser.submit(PAGE, passwords(TestBrowser.PASSWORD, chosen, chosen));
            assertEquals(303, changed.status(), changed.text());
            assertEquals(303, browser.get(PAGE).status(), "the session ended with the password");
            assertEquals(303, browser.login("anna", chosen).status());
            assertTrue(browser.get("/console")
                    .answer()
                    .headers()
                    .getOrDefault("Location", "")
                    .endsWith("/overview"));
        }
    }

    @Test
    void aLockLooksTheSameForUsersWhoDoNotExist() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser.addUser(api, true);
            TestBrowser browser = new TestBrowser(api);
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        browser.login("anna", "wrong").text(),
                        browser.login("nobody", "wrong").text().replace("nobody", "anna"));
            }
            Response locked = browser.login("anna", TestBrowser.PASSWORD);
            assertEquals(401, locked.status());
            assertTrue(locked.text().contains("locked"), locked.text());
            assertEquals(locked.text(), browser.login("nobody", "wrong").text().replace("nobody", "anna"));
            api.clock().move(Duration.ofMinutes(16));
            assertEquals(303, browser.login("anna", TestBrowser.PASSWORD).status());
        }
    }

    private static Map<String, String> passwords(String old, String chosen, String again) {
        return Map.of("old_password", old, "new_password", chosen, "again", again);
    }
}
