package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a new password breaks is told while it is typed. */
class PasswordMeterTest {

    private static final String OWN = "/console/password/check";
    private static final String HOST = "/console/password/host-check";

    @ParameterizedTest
    @EnumSource
    void tellsEachRuleAndNeverThePassword(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            api.put("/v5/password-policy", "{\"minimum_password_length\":12,\"password_char_combination\":3}");
            Response weak = browser.submit(OWN, Map.of("new_password", "Xyzzyq"));
            assertEquals(200, weak.status());
            assertTrue(weak.text().contains("at least 12 characters"), weak::text);
            assertTrue(weak.text().contains("must mix 3"), weak::text);
            assertFalse(weak.text().contains("Xyzzyq"), weak::text);
            assertFalse(weak.text().contains("<html"), "a piece of a page");
            assertTrue(said(browser, OWN, "Quiet-Otter-Lamp-81").contains("meets the rules"));
            api.put("/v5/password-policy", "{\"minimum_password_length\":8,\"password_char_combination\":2}");
            String audited = api.notes().toString();
            assertTrue(said(browser, OWN, "password123").contains("list of weak passwords"));
            assertTrue(said(browser, OWN, "a\u0001b").contains("no password prompt takes"));
            assertEquals("", said(browser, OWN, "").strip());
            assertTrue(said(browser, HOST, "toor").contains("8 to 26 characters"));
            assertTrue(said(browser, HOST, "Heron-Gate-47").contains("meets the rules"));
            assertEquals(audited, api.notes().toString(), "nothing is written down");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoMustChooseAnotherPasswordMayAskToo(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser.addUser(api, false);
            api.put("/v5/users/" + TestBrowser.USER + "/login-profile", "{\"password_reset_required\":true}");
            TestBrowser browser = new TestBrowser(api);
            browser.login("anna", TestBrowser.PASSWORD);
            assertEquals(200, browser.get("/console/password").status());
            assertTrue(said(browser, OWN, "x").contains("does not meet the rules"));
            assertEquals(
                    303,
                    browser.submit(HOST, Map.of("new_password", "x")).status(),
                    "nothing else before the password is changed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePasswordOfAnotherUserIsHeldAgainstTheirName(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String user = "/console/password/user-check";
            assertTrue(said(browser, user, "toor").contains("does not meet the rules"));
            assertTrue(said(browser, user, "Bertha-Lampe-81").contains("meets the rules"));
            for (String field : List.of("username", "name")) {
                String held = browser.submit(user, Map.of("new_password", "Bertha-Lampe-81", field, "Bertha-Lampe-81"))
                        .text();
                assertTrue(held.contains("user name"), held);
            }
            String page =
                    browser.get("/console/account/users/" + TestBrowser.USER).text();
            assertTrue(page.contains("hx-post=\"/console/password/user-check\""), page);
            String long65 = "n".repeat(65);
            assertEquals(
                    200,
                    browser.submit(user, Map.of("new_password", "x", "name", long65))
                            .status());
        }
    }

    private static String said(TestBrowser browser, String path, String password) {
        return browser.submit(path, Map.of("new_password", password)).text();
    }
}
