package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.agents.TestAgent;
import dev.watchword.server.agents.TestFleet;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.servers.TestHosts;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
            assertTrue(one.startsWith(PAGE + "/"), one);
            String shown = browser.get(one).text();
            assertTrue(shown.contains("Waits for the agent") && shown.contains("hx-trigger=\"every 3s\""), shown);
            assertTrue(shown.contains("next time") && !shown.contains(PASSWORD), shown);
            assertTrue(shown.contains("<bdi>web-1</bdi>"), shown);
            String list = browser.get(PAGE).text();
            assertTrue(list.contains("Waits for the agent") && list.contains("<bdi>web-1</bdi>"), list);

            String cancel = one + "/cancel";
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
            assertTrue(browser.get(PAGE + "/new").text().contains("Choose hosts on the page of hosts"));
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

    @ParameterizedTest
    @EnumSource
    void severalHostsAreAskedOnceEachAndTellWhatBecameOfThem(Dialect dialect) throws Exception {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent first = TestFleet.enrolled(api, "web-1");
            TestAgent second = TestFleet.enrolled(api, "web-2");
            String bare = TestHosts.linux(api, "without-agent").withoutAgent().added(api);
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get(PAGE + "/new?server=" + first.hostId());

            Response mixed = browser.submitAll(
                    PAGE,
                    Map.of("account", "ann", "apply", "now", "new_password", PASSWORD, "again", PASSWORD),
                    "server",
                    List.of(first.hostId(), "nobody", second.hostId(), first.hostId(), bare));
            assertEquals(400, mixed.status());
            assertTrue(mixed.text().contains("Asked of 3 of the chosen hosts"), mixed.text());
            assertTrue(mixed.text().contains("Nothing was asked of 1 of the chosen hosts"), mixed.text());
            assertTrue(mixed.text().contains("<bdi>nobody</bdi>: "), mixed.text());
            assertEquals(1, occurrences(mixed.text(), "name=\"server\""), "the form is for the one that refused");
            assertFalse(mixed.text().contains(PASSWORD), "what was typed is not shown");

            assertEquals(1, resetsOf(api, first.hostId()), "named twice, asked once");
            assertEquals(1, resetsOf(api, second.hostId()));
            String list = browser.get(PAGE).text();
            assertTrue(list.contains("The host has no agent"), list);
            assertEquals(3, occurrences(list, "<bdi>ann</bdi>"), list);

            Response all = browser.submitAll(
                    PAGE,
                    Map.of("account", "", "apply", "boot", "new_password", PASSWORD, "again", PASSWORD),
                    "server",
                    List.of(first.hostId(), second.hostId()));
            assertEquals(303, all.status(), all.text());
            assertEquals(PAGE, all.answer().headers().get("Location"));
            assertEquals("resetsAsked", browser.cookies().get("watchword-notice"));
        }
    }

    @Test
    void eachHostThatWasAskedStandsInTheAuditLogWithoutThePassword() throws Exception {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestAgent first = TestFleet.enrolled(api, "web-1");
            TestAgent second = TestFleet.enrolled(api, "web-2");
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get(PAGE + "/new?server=" + first.hostId());
            browser.submitAll(
                    PAGE,
                    Map.of("account", "", "apply", "boot", "new_password", PASSWORD, "again", PASSWORD),
                    "server",
                    List.of(first.hostId(), second.hostId()));
            List<Map<String, String>> noted = api.allNotes().stream()
                    .filter(notes -> notes.containsKey("reset_id"))
                    .toList();
            assertEquals(2, noted.size(), noted.toString());
            assertFalse(api.allNotes().toString().contains(PASSWORD));
        }
    }

    @Test
    void moreThanFiftyHostsAreToldAndNoneIsAsked() throws Exception {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get(PAGE + "/new?server=" + agent.hostId());
            List<String> hosts = Stream.concat(
                            Stream.of(agent.hostId()), IntStream.range(0, 50).mapToObj(i -> "h" + i))
                    .toList();
            Response form = browser.get(PAGE + "/new?server=" + String.join("&server=", hosts));
            assertEquals(400, form.status());
            assertTrue(form.text().contains("51 hosts are too many"), form.text());
            Response asked = browser.submitAll(
                    PAGE,
                    Map.of("account", "", "apply", "boot", "new_password", PASSWORD, "again", PASSWORD),
                    "server",
                    hosts);
            assertEquals(400, asked.status());
            assertTrue(asked.text().contains("51 hosts are too many"), asked.text());
            assertEquals(0, resetsOf(api, agent.hostId()));
        }
    }

    @Test
    void namesAreNotNeededToReset() throws Exception {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestBrowser browser = TestBrowser.signedIn(api);
            api.deny("hss:weakPwds:list");
            Response form = browser.get(PAGE + "/new?server=" + agent.hostId());
            assertEquals(200, form.status());
            assertTrue(form.text().contains("<bdi>" + agent.hostId() + "</bdi>"), form.text());
            assertEquals(303, ask(browser, agent.hostId(), PASSWORD, PASSWORD).status());
        }
    }

    @Test
    void askingAgainByItselfIsAnsweredOnlyWhenSomethingChanged() throws Exception {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get(PAGE + "/new?server=" + agent.hostId());
            String one = ask(browser, agent.hostId(), PASSWORD, PASSWORD)
                    .answer()
                    .headers()
                    .getOrDefault("Location", "")
                    .replaceAll("\\?.*", "");
            String again = one + "?seen=accepted";
            assertTrue(browser.get(one).text().contains("hx-get=\"" + again + "\""));
            assertEquals(200, browser.get(again).status(), "a person gets the page");
            browser.header("x-by-itself", "yes");
            assertEquals(204, browser.get(again).status());
            String id = one.substring(one.lastIndexOf('/') + 1);
            assertEquals(204, agent.answer(id, "delivered", "{}").status());
            Response changed = browser.get(again);
            assertEquals(200, changed.status());
            assertTrue(changed.text().contains("id=\"take-back\""), changed.text());
            assertFalse(changed.text().contains("/cancel"), "it is no longer to be taken back");
            browser.without("x-by-itself");
            Response late = browser.submit(one + "/cancel", Map.of());
            assertEquals(one, late.answer().headers().get("Location"));
        }
    }

    private static int resetsOf(TestApi api, String host) {
        return api.get("/v1/watchword/" + TestApi.PROJECT + "/resets?host_id=" + host)
                .json()
                .path("total_num")
                .asInt();
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static Response ask(TestBrowser browser, String host, String password, String again) {
        return browser.submit(
                PAGE, Map.of("server", host, "account", "", "apply", "boot", "new_password", password, "again", again));
    }
}
