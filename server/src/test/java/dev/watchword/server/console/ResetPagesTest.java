package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.agents.TestAgent;
import dev.watchword.server.agents.TestFleet;
import dev.watchword.server.database.Dialect;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Password resets in the console: asked for, followed, taken back. */
class ResetPagesTest {

    private static final String PAGE = "/console/projects/" + TestApi.PROJECT + "/resets";
    private static final String PASSWORD = "N3w-Passw0rd.xQ";

    @ParameterizedTest
    @EnumSource
    void followsOneFromItsFormToItsEnd(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestBrowser browser = TestBrowser.signedIn(api);
            assertTrue(browser.get(PAGE).text().contains("No password was reset yet"));
            Response form = browser.get(PAGE + "/new?server=" + agent.hostId());
            assertEquals(200, form.status());
            assertTrue(form.text().contains("web-1"), form.text());

            Response asked = ask(browser, agent.hostId(), PASSWORD, PASSWORD);
            assertEquals(303, asked.status(), asked.text());
            String one = asked.answer().headers().getOrDefault("Location", "");
            assertTrue(one.startsWith(PAGE + "/") && one.endsWith("notice=resetAsked"), one);
            String shown = browser.get(one).text();
            assertTrue(shown.contains("Waits for the agent") && shown.contains("hx-trigger=\"every 3s\""), shown);
            assertTrue(shown.contains("next time") && !shown.contains(PASSWORD), shown);
            assertTrue(browser.get(PAGE).text().contains("Waits for the agent"));

            String cancel = one.substring(0, one.indexOf('?')) + "/cancel";
            assertEquals(303, browser.submit(cancel, Map.of()).status());
            String ended = browser.get(one).text();
            assertTrue(ended.contains("It was taken back.") && !ended.contains("hx-trigger"), ended);
        }
    }

    @Test
    void saysWhichRulesAPasswordBreaksAndShowsItNowhere() throws Exception {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestAgent agent = TestFleet.enrolled(api, "<b>web\u202e</b>");
            TestBrowser browser = TestBrowser.signedIn(api);
            Response weak = ask(browser, agent.hostId(), "rootroot", "rootroot");
            assertEquals(400, weak.status());
            assertTrue(weak.text().contains("three of capital letters"), weak.text());
            assertTrue(weak.text().contains("must not hold the user name"), weak.text());
            assertFalse(weak.text().contains("rootroot"), "what was typed is not shown");
            assertFalse(weak.text().contains("<b>web"), weak.text());
            assertFalse(weak.text().contains("\u202e"), weak.text());

            Response different = ask(browser, agent.hostId(), PASSWORD, PASSWORD + "x");
            assertEquals(400, different.status());
            assertTrue(different.text().contains("not the same"), different.text());
            assertFalse(different.text().contains(PASSWORD), "what was typed is not shown");
            assertTrue(browser.get(PAGE).text().contains("No password was reset yet"), "nothing was asked");
        }
    }

    @Test
    void hostWithoutAnAgentAndOneThatIsUnknownAreTold() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            assertEquals(400, ask(browser, "nobody", PASSWORD, PASSWORD).status());
            assertFalse(browser.get(PAGE + "/new?server=%E2%80%AEx").text().contains("<bdi>\u202e"), "made visible");
            assertTrue(browser.get(PAGE + "/new").text().contains("Choose one to fifty hosts"));
            assertEquals(404, browser.get(PAGE + "/nothing").status());
        }
    }

    @Test
    void whoMayNotResetIsToldWhich() throws Exception {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestBrowser browser = TestBrowser.signedIn(api);
            api.deny("watchword:resets:create");
            Response refused = ask(browser, agent.hostId(), PASSWORD, PASSWORD);
            assertEquals(403, refused.status());
            assertTrue(refused.text().contains("<code>watchword:resets:create</code>"), refused.text());
        }
    }

    private static Response ask(TestBrowser browser, String host, String password, String again) {
        return browser.submit(
                PAGE, Map.of("server", host, "account", "", "apply", "boot", "new_password", password, "again", again));
    }
}
