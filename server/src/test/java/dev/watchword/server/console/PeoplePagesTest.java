package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.console.page.PermissionsPage;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.Permission;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Verb;
import dev.watchword.server.iam.IamDefaults;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users, groups, keys and permissions in the console. */
class PeoplePagesTest {

    private static final String USERS = "/console/account/users";
    private static final String GROUPS = "/console/account/groups";
    private static final String ME = "/console/account/me";
    private static final String PASSWORD = "Quiet-Otter-Lamp-81";
    private static final Pattern SECRET = Pattern.compile("id=\"secret\" readonly value=\"([A-Za-z0-9]{40})\"");

    @ParameterizedTest
    @EnumSource
    void aUserIsMadeWithAFirstPasswordAndMustChangeIt(Dialect dialect) {
        try (TestApi api = furnished(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get(USERS);
            Response made = browser.submit(
                    USERS, Map.of("name", "bert", "new_password", PASSWORD, "again", PASSWORD, "must_change", "yes"));
            assertEquals(303, made.status(), made::text);
            String page = location(made);
            String user = browser.get(page).text();
            assertTrue(user.contains("The user is created."), user);
            assertTrue(user.contains("default"), "the group of every new user");
            String list = browser.get(USERS + "?name=BER").text();
            assertTrue(list.contains("<bdi>bert</bdi>") && list.contains("must be changed at sign-in"), list);
            assertTrue(browser.get(USERS + "?name=none").text().contains("No user has such a name."));
            TestBrowser bert = new TestBrowser(api);
            assertEquals(303, bert.login("bert", PASSWORD).status());
            assertEquals("/console/password", location(bert.get(ME)), "nothing else first");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUserWhosePasswordIsRefusedIsThereAndThePageSaysSo(Dialect dialect) {
        try (TestApi api = furnished(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get(USERS);
            Response made = browser.submit(USERS, Map.of("name", "bert", "new_password", "short", "again", "short"));
            assertEquals(400, made.status());
            assertTrue(made.text().contains("The user is created, but without a password"), made::text);
            assertFalse(made.text().contains("short"), "what was typed is not shown");
            Matcher form =
                    Pattern.compile("action=\"(" + USERS + "/[0-9a-f]{32})\"").matcher(made.text());
            assertTrue(form.find(), made::text);
            Response set = browser.submit(
                    form.group(1),
                    Map.of("do", "password", "first", "yes", "new_password", PASSWORD, "again", PASSWORD));
            assertEquals(303, set.status(), set::text);
            assertEquals(303, new TestBrowser(api).login("bert", PASSWORD).status());
            assertEquals(
                    400,
                    browser.submit(USERS, Map.of("name", "carl", "new_password", "a", "again", "b"))
                            .status());
            Response twice = browser.submit(USERS, Map.of("name", "bert", "description", "say \"kept\""));
            assertEquals(409, twice.status());
            assertTrue(twice.text().contains("value=\"say &#34;kept&#34;\""), twice::text);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUserIsLockedUnlockedDisabledAndDeleted(Dialect dialect) {
        try (TestApi api = furnished(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String page = user(api, browser, "bert");
            TestBrowser bert = new TestBrowser(api);
            for (int i = 0; i < 6; i++) {
                bert.login("bert", "wrong");
            }
            assertTrue(browser.get(USERS).text().contains("Locked"));
            assertTrue(browser.get(page).text().contains("Unlock now"));
            assertEquals(303, browser.submit(page, Map.of("do", "unlock")).status());
            assertFalse(browser.get(page).text().contains("Unlock now"));
            assertEquals(303, bert.login("bert", PASSWORD).status());
            assertEquals(303, browser.submit(page, Map.of("do", "disable")).status());
            assertEquals("/console/login?next=%2Fconsole%2Faccount%2Fme", location(bert.get(ME)));
            assertTrue(browser.get(page).text().contains("value=\"enable\""));
            Response unsure = browser.submit(page, Map.of("do", "delete"));
            assertEquals(400, unsure.status());
            assertTrue(unsure.text().contains("tick the box"), unsure::text);
            assertEquals(
                    303,
                    browser.submit(page, Map.of("do", "delete", "sure", "yes")).status());
            assertEquals(404, browser.get(page).status());
            assertEquals(404, browser.submit(page, Map.of("do", "unlock")).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecretStandsInOneAnswerOnly(Dialect dialect) {
        try (TestApi api = furnished(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String page = user(api, browser, "bert");
            Response made = browser.submit(page, Map.of("do", "add-key"));
            assertEquals(200, made.status());
            assertTrue(made.answer().secret(), "it is kept for no repeated request");
            Matcher secret = SECRET.matcher(made.text());
            assertTrue(secret.find(), made::text);
            assertFalse(api.notes().containsValue(secret.group(1)), "the audit log has it not");
            assertTrue(api.notes().containsKey("access_key_id"));
            String key = api.notes().getOrDefault("access_key_id", "");
            api.clock().move(Duration.ofDays(91));
            browser.login("anna", TestBrowser.PASSWORD);
            String shown = browser.get(page).text();
            assertFalse(shown.contains(secret.group(1)));
            assertTrue(shown.contains(key) && shown.contains("91 days") && shown.contains("Replace it"), shown);
            Map<String, String> off = Map.of("do", "disable-key", "access_key_id", key);
            assertEquals(303, browser.submit(page, off).status());
            assertTrue(browser.get(page).text().contains("enable-key"));
            assertEquals(
                    400,
                    browser.submit(page, Map.of("do", "delete-key", "access_key_id", key))
                            .status());
            assertEquals(
                    303,
                    browser.submit(page, Map.of("do", "delete-key", "access_key_id", key, "sure", "yes"))
                            .status());
            assertTrue(browser.get(page).text().contains("No access key."));
        }
    }

    @ParameterizedTest
    @EnumSource
    void groupsGainAndLoseMembersAndPolicies(Dialect dialect) {
        try (TestApi api = furnished(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String user = user(api, browser, "bert");
            browser.get(GROUPS);
            String group = location(browser.submit(GROUPS, Map.of("name", "night shift")))
                    .replaceAll("\\?.*", "");
            assertEquals(
                    303,
                    browser.submit(group, Map.of("do", "add", "user_name", "bert"))
                            .status());
            Response nobody = browser.submit(group, Map.of("do", "add", "user_name", "<i>x"));
            assertEquals(400, nobody.status());
            assertTrue(nobody.text().contains("&lt;i&gt;x"), nobody::text);
            String policy = api.get("/v5/policies")
                    .json()
                    .path("policies")
                    .valueStream()
                    .filter(each -> each.path("policy_name").asText().equals("WatchwordReaderPolicy"))
                    .map(each -> each.path("policy_id").asText())
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    303,
                    browser.submit(group, Map.of("do", "attach", "policy_id", policy))
                            .status());
            String permissions = browser.get(user + "/permissions").text();
            assertTrue(permissions.contains("<bdi>night shift</bdi>"), permissions);
            assertTrue(permissions.contains("List users"), permissions);
            assertTrue(browser.get("/console/account/policies/" + policy).text().contains("night shift"));
            assertEquals(
                    303,
                    browser.submit(group, Map.of("do", "detach", "policy_id", policy))
                            .status());
            assertFalse(browser.get(user + "/permissions").text().contains("night shift"));
            assertEquals(
                    303,
                    browser.submit(group, Map.of("do", "remove", "user_id", user.substring(USERS.length() + 1)))
                            .status());
            assertTrue(browser.get(group).text().contains("Nobody is in it."));
            assertEquals(400, browser.submit(group, Map.of("do", "delete")).status());
            assertEquals(
                    303,
                    browser.submit(group, Map.of("do", "delete", "sure", "yes")).status());
            assertEquals(404, browser.get(group).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReaderSeesNoFormAndTheRootUserIsOfferedToNobodyElse(Dialect dialect) {
        try (TestApi api = furnished(dialect)) {
            TestBrowser.addUser(api, false);
            String readers = group(api, "readers");
            api.post("/v5/groups/" + readers + "/add-user", "{\"user_id\":\"" + TestBrowser.USER + "\"}");
            api.enforcing();
            TestBrowser browser = new TestBrowser(api);
            browser.login("anna", TestBrowser.PASSWORD);
            for (String page : List.of(
                    USERS,
                    USERS + "/" + TestApi.ROOT_USER,
                    USERS + "/" + TestBrowser.USER,
                    GROUPS,
                    GROUPS + "/" + readers,
                    "/console/account/policies",
                    "/console/account/login-policy")) {
                Response response = browser.get(page);
                assertEquals(200, response.status(), page);
                String main = response.text().replaceAll("(?s).*<main", "");
                assertFalse(main.contains("method=\"post\""), page + main);
            }
            browser.get(ME);
            Response refused = browser.submit(USERS + "/" + TestApi.ROOT_USER, Map.of("do", "disable"));
            assertEquals(403, refused.status());
            assertTrue(refused.text().contains("iam:users:updateUserV5"), refused::text);
            String administrators = group(api.as(TestApi.caller(TestApi.ROOT_USER, "root", true)), "administrators");
            api.post("/v5/groups/" + administrators + "/add-user", "{\"user_id\":\"" + TestBrowser.USER + "\"}");
            browser.login("anna", TestBrowser.PASSWORD);
            String root = browser.get(USERS + "/" + TestApi.ROOT_USER).text();
            assertTrue(root.contains("Only the root user themselves may change it."), root);
            assertFalse(root.replaceAll("(?s).*<main", "").contains("method=\"post\""), root);
            Response own = browser.submit(USERS + "/" + TestBrowser.USER, Map.of("do", "delete", "sure", "yes"));
            assertEquals(400, own.status(), "nobody deletes themselves");
        }
    }

    @ParameterizedTest
    @EnumSource
    void policiesAreInWordsAndTheirNamesInert(Dialect dialect) {
        try (TestApi api = furnished(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String document =
                    "{\\\"Version\\\":\\\"5.0\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Deny\\\",\\\"Action\\\":[\\\"hss:hosts:*\\\","
                            + "\\\"iam:users:unlock\\\"],\\\"Resource\\\":[\\\"iam:::x:<script>alert(1)</script>\\u202e\\\"],"
                            + "\\\"Condition\\\":{\\\"IpAddress\\\":{\\\"g:SourceIp\\\":[\\\"203.0.113.0/24\\\"]}}}]}";
            Response made =
                    api.post("/v5/policies", "{\"policy_name\":\"p\",\"policy_document\":\"" + document + "\"}");
            assertEquals(201, made.status(), made::toString);
            String id = made.json().at("/policy/policy_id").asText();
            String page = browser.get("/console/account/policies/" + id).text();
            assertTrue(page.contains("Denies"), page);
            assertTrue(page.contains("(3 permissions)") && page.contains("Unlock users"), page);
            assertTrue(page.contains("address</bdi> lies in"), page);
            assertFalse(page.contains("<script>alert"), page);
            assertFalse(page.contains("\u202e"), page);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onesOwnPageShowsAndEndsSessions(Dialect dialect) {
        try (TestApi api = furnished(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            TestBrowser other = new TestBrowser(api).header("user-agent", "<script>alert(1)</script>");
            other.login("anna", TestBrowser.PASSWORD);
            String page = browser.get(ME).text();
            assertTrue(page.contains("This one") && page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
            assertEquals(303, browser.submit(ME, Map.of("do", "end-others")).status());
            assertEquals(303, other.get(ME).status());
            assertEquals(200, browser.get(ME).status(), "the own session goes on");
            assertEquals(
                    404,
                    browser.submit(ME, Map.of("do", "end", "session_id", "00000000"))
                            .status());
            assertEquals(200, browser.get(ME + "/permissions").status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLoginPolicyIsSavedAndShutsNobodyOutUnasked(Dialect dialect) {
        try (TestApi api = furnished(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String path = "/console/account/login-policy";
            assertTrue(browser.get(path).text().contains("192.0.2.1"));
            Map<String, String> fields = new HashMap<>(Map.of(
                    "login_failed_times", "4",
                    "period_with_login_failures", "20",
                    "lockout_duration", "30",
                    "session_timeout", "45",
                    "netmasks", "203.0.113.0/24 office one\n",
                    "ranges", ""));
            Response asked = browser.submit(path, fields);
            assertEquals(400, asked.status());
            assertTrue(asked.text().contains("shut out"), asked::text);
            fields.put("ranges", "192.0.2.1-192.0.2.9 VPN");
            assertEquals(303, browser.submit(path, fields).status());
            String saved = api.get("/v5/login-policy").text();
            assertTrue(
                    saved.contains("\"login_failed_times\":4")
                            && saved.contains(
                                    "{\"address_netmask\":\"203.0.113.0/24\",\"description\":\"office one\"}"),
                    saved);
            assertTrue(browser.get(path).text().contains("203.0.113.0/24 office one"));
            fields.put("lockout_duration", "14");
            assertEquals(400, browser.submit(path, fields).status());
            fields.put("lockout_duration", "15");
            fields.put("netmasks", "nonsense");
            assertEquals(400, browser.submit(path, fields).status());
        }
    }

    /** A permission that is added tomorrow needs words in every language. */
    @Test
    void everyPermissionHasWords() {
        try (TestApi api = furnished(Dialect.SQLITE)) {
            Texts texts = new Texts(Language.ENGLISH);
            for (Route route : api.routes()) {
                if (route.permission() instanceof Permission.Action action) {
                    assertFalse(
                            texts.orElse(PermissionsPage.key(action.name()), "").isEmpty(), action.name());
                }
            }
        }
    }

    @Test
    void everyPageSaysWhichPermissionIsMissing() {
        try (TestApi api = furnished(Dialect.SQLITE)) {
            TestBrowser.addUser(api, false);
            api.enforcing();
            TestBrowser browser = new TestBrowser(api);
            browser.login("anna", TestBrowser.PASSWORD);
            for (Route route : api.routes()) {
                String path = route.path();
                if (route.verb() == Verb.GET
                        && path.startsWith("/console/account/")
                        && !path.startsWith(ME)
                        && !path.contains("password-policy")) {
                    Response response = browser.get(path.replaceAll("\\{[^}]*}", "x"));
                    assertEquals(403, response.status(), path);
                }
            }
            assertEquals(200, browser.get(ME).status());
        }
    }

    /** An account with its ready-made groups. */
    private static TestApi furnished(Dialect dialect) {
        TestApi api = TestApi.on(dialect);
        api.parts().database().change(handle -> IamDefaults.create(handle, TestApi.DOMAIN, 0));
        return api;
    }

    private static String user(TestApi api, TestBrowser browser, String name) {
        browser.get(USERS);
        Response made = browser.submit(USERS, Map.of("name", name, "new_password", PASSWORD, "again", PASSWORD));
        assertEquals(303, made.status(), made::text);
        return location(made).replaceAll("\\?.*", "");
    }

    private static String group(TestApi api, String name) {
        return api.get("/v5/groups")
                .json()
                .path("groups")
                .valueStream()
                .filter(each -> each.path("group_name").asText().equals(name))
                .map(each -> each.path("group_id").asText())
                .findFirst()
                .orElseThrow();
    }

    private static String location(Response response) {
        return response.answer().headers().getOrDefault("Location", "");
    }
}
