package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No page says that something is clean, tested or empty that is not known to be. */
class TruthTest {

    private static final String PROJECT = "/console/projects/" + TestApi.PROJECT;
    private static final String CLEAN = "Nothing weak is open on this host.";
    private static final String TESTED = "Every account was tested.";

    @ParameterizedTest
    @EnumSource
    void aHostThatWasNotReadIsNotClean(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            host(api, "h1");
            String page = browser.get(PROJECT + "/hosts/h1").text();
            assertFalse(page.contains(CLEAN) || page.contains(TESTED), page);
            assertTrue(page.contains("not all of it was read"), page);
            assertTrue(page.contains("No account of this host is known yet."), page);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHostThatWasReadInPartIsNotClean(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            host(api, "h1");
            scanned(api, "h1", "could not be read: permission denied");
            String page = browser.get(PROJECT + "/hosts/h1").text();
            assertFalse(page.contains(CLEAN) || page.contains(TESTED), page);
            assertTrue(page.contains("Every account that is known was tested, but not all"), page);
            host(api, "h2");
            scanned(api, "h2", "");
            page = browser.get(PROJECT + "/hosts/h2").text();
            assertTrue(page.contains(CLEAN) && page.contains(TESTED), page);
        }
    }

    /** Addresses are kept and sent, and lists become shorter. */
    @ParameterizedTest
    @EnumSource
    void aPlaceBehindTheEndIsTheLastPart(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            for (int i = 0; i < 51; i++) {
                host(api, "h" + i);
            }
            assertEquals(PROJECT + "/hosts?offset=50", sentTo(browser.get(PROJECT + "/hosts?offset=100")));
            assertEquals(
                    PROJECT + "/hosts?host_name=h1", sentTo(browser.get(PROJECT + "/hosts?host_name=h1&offset=500")));
            assertEquals(200, browser.get(PROJECT + "/hosts?offset=50").status());
            for (String list : List.of("weak-passwords", "shared-passwords", "images", "resets")) {
                Response none = browser.get(PROJECT + "/" + list + "?offset=50");
                assertEquals(200, none.status(), "there is nothing at all: " + list);
            }
        }
    }

    /** The API counts no further, and a page says so rather than that there is nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"hosts", "images", "resets"})
    void aPlaceBeyondTheApisEndIsRefused(String list) {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String place = PROJECT + "/" + list + "?offset=";
            assertEquals(200, browser.get(place + "2000000").status());
            for (String beyond : List.of("2000001", "1000000000", "99999999999999999999")) {
                Response refused = browser.get(place + beyond);
                assertEquals(400, refused.status(), beyond);
                assertTrue(refused.text().contains("offset: it must be within 0 and 2000000."), refused::text);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListThatIsCutSaysOfHowMany(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            host(api, "h1");
            scanned(api, "h1", "");
            untested(api, "h1", 100);
            assertFalse(browser.get(PROJECT + "/hosts/h1").text().contains("The first"));
            untested(api, "h1", 101);
            String page = browser.get(PROJECT + "/hosts/h1").text();
            assertTrue(page.contains("The first 100 of 101"), page);
        }
    }

    /** On each machine most accounts have no password; the few that matter must not drown among them. */
    @ParameterizedTest
    @EnumSource
    void accountsWithoutAPasswordStandApartFromThoseThatWereNotTested(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            host(api, "h1");
            scanned(api, "h1", "");
            untested(api, "h1", 2);
            note(api, "u0", "disabled", "", "no password can match");
            note(api, "u1", "unsupported", "", "unsupported_scheme: $x9$");
            String page = browser.get(PROJECT + "/hosts/h1").text();
            String folded = page.substring(page.indexOf("1 accounts without a stored password"));
            assertTrue(page.contains("Its scheme is not supported: <bdi lang=\"en\">$x9$"), page);
            assertTrue(folded.contains("No password can match"), page);
            assertFalse(folded.contains("$x9$"), page);
            note(api, "u1", "locked", "", "locked, no hash behind the lock");
            page = browser.get(PROJECT + "/hosts/h1").text();
            assertTrue(page.contains("Every stored password was tested."), page);
            note(api, "u1", "usable", "x", "something that agents of a later version say");
            page = browser.get(PROJECT + "/hosts/h1").text();
            assertTrue(page.contains("something that agents of a later version say"), page);
            assertFalse(page.contains("Every stored password was tested."), page);
        }
    }

    /** An account that has nothing to test is no gap. */
    @ParameterizedTest
    @EnumSource
    void theHostsCountStoredPasswordsThatWereNotTested(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            host(api, "h1");
            scanned(api, "h1", "");
            untested(api, "h1", 5);
            note(api, "u0", "disabled", "", "no password can match");
            note(api, "u1", "external", "", "decided by unix_socket");
            note(api, "u2", "unsupported", "", "unsupported_scheme: $x9$");
            String row = browser.get(PROJECT + "/hosts").text();
            row = row.substring(row.indexOf("/hosts/h1"));
            List<String> numbers = Pattern.compile("<td class=\"number\">(\\d+)</td>")
                    .matcher(row)
                    .results()
                    .map(cell -> cell.group(1))
                    .toList();
            assertEquals(List.of("1", "0", "6", "3"), numbers, row);
            String page = browser.get(PROJECT + "/hosts/h1").text();
            assertTrue(page.contains("2 accounts without a stored password"), page);
        }
    }

    /** Agents of every version say these. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            usable      | x | cost_exceeds_limit              | One guess costs more than the agent may spend <bdi lang="en"></bdi>
            unsupported |   | malformed yescrypt: no settings | What is stored is damaged: <bdi lang="en">yescrypt: no settings</bdi>
            usable      | x | malformed: no settings          | What is stored is damaged: <bdi lang="en">no settings</bdi>
            usable      | x | aborted: out of memory          | The test was broken off: <bdi lang="en">out of memory</bdi>
            external    |   | decided by unix_socket          | The password is checked by <bdi lang="en">unix_socket</bdi>
            usable      |   | nothing stored                  | No password is stored <bdi lang="en"></bdi>
            passwordless|   | no password is needed           | No password is needed <bdi lang="en"></bdi>
            unsupported |   | it stands elsewhere             | <bdi lang="en">it stands elsewhere</bdi>
            """)
    void whyAnAccountWasNotTestedIsToldInWords(String state, @Nullable String scheme, String note, String told) {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            host(api, "h1");
            scanned(api, "h1", "");
            untested(api, "h1", 1);
            note(api, "u0", state, scheme == null ? "" : scheme, note);
            String page = browser.get(PROJECT + "/hosts/h1").text();
            assertTrue(page.contains("<td class=\"wrap\">" + told + "</td>"), page);
        }
    }

    private static void note(TestApi api, String account, String state, String scheme, String note) {
        api.parts()
                .database()
                .change(handle -> handle.execute(
                        "update scanned_account set state = ?, scheme = ?, note = ? where id = ?",
                        state,
                        scheme,
                        note,
                        account));
    }

    @ParameterizedTest
    @EnumSource
    void whoMayNotSeeAgentsIsToldSo(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            host(api, "h1");
            String withoutAgent = browser.get(PROJECT + "/hosts/h1").text();
            assertTrue(withoutAgent.contains("There is no agent to show."));
            assertTrue(withoutAgent.contains("Every day"), withoutAgent);
            assertTrue(withoutAgent.contains("at 04:00 in the host's time, up to 30 minutes later"), withoutAgent);
            api.deny("watchword:agents:list");
            String page = browser.get(PROJECT + "/hosts/h1").text();
            assertFalse(page.contains("There is no agent to show."), page);
            assertTrue(page.contains("<code>watchword:agents:list</code>"), page);
        }
    }

    private static void untested(TestApi api, String host, int accounts) {
        api.parts().database().change(handle -> {
            handle.execute("delete from scanned_account where host_id = ? and note <> ''", host);
            for (int i = 0; i < accounts; i++) {
                handle.execute(
                        "insert into scanned_account (host_id, id, store_id, user_name, user_folded, state, scheme, tried,"
                                + " planned, note) values (?, ?, 'st', ?, ?, 'usable', 'x', 0, 5, 'unsupported_scheme')",
                        host,
                        "u" + i,
                        "u" + i,
                        "u" + i);
            }
        });
    }

    private static String sentTo(Response response) {
        assertEquals(303, response.status(), response::text);
        return response.answer().headers().getOrDefault("Location", "");
    }

    private static void host(TestApi api, String id) {
        api.parts()
                .database()
                .change(handle -> handle.execute(
                        "insert into host values (?, ?, '0', ?, ?, '', '', '', 'Linux', '', '', '', '', '', '', 0, 0, null)",
                        id,
                        TestApi.PROJECT,
                        id,
                        id));
    }

    private static void scanned(TestApi api, String host, String incomplete) {
        api.parts().database().change(handle -> {
            handle.execute("insert into host_scan values (?, ?, 's', 1, 1)", host, TestApi.PROJECT);
            handle.execute(
                    "insert into scanned_store (host_id, id, service_type, store, incomplete, reported_at, complete_at)"
                            + " values (?, 'st', 'system', '/etc/shadow', ?, 1, 1)",
                    host,
                    incomplete);
            handle.execute(
                    "insert into scanned_account (host_id, id, store_id, user_name, user_folded, state, scheme, tried, planned, note)"
                            + " values (?, 'a', 'st', 'root', 'root', 'usable', 'yescrypt', 5, 5, '')",
                    host);
        });
    }
}
