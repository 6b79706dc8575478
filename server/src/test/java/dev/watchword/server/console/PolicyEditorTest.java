package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.iam.IamDefaults;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Identity policies are written, rewritten and deleted in the console; users and groups renamed. */
class PolicyEditorTest {

    private static final String POLICIES = "/console/account/policies";
    private static final String NEW = POLICIES + "/new";
    private static final String READ = policy("Allow", "hss:*:list*");
    private static final String DENY = policy("Deny", "watchword:resets:create");

    @ParameterizedTest
    @EnumSource
    void aPolicyIsWrittenRewrittenAndDeleted(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            assertTrue(browser.get(NEW).text().contains("&quot;Version&quot;")
                    || browser.get(NEW).text().contains("\"Version\""));
            Response words =
                    browser.submit(NEW, Map.of("do", "words", "name", "lists", "description", "d", "document", READ));
            assertEquals(200, words.status());
            assertTrue(
                    words.text().contains("Nothing is saved yet")
                            && words.text().contains("hss:*:list*"),
                    words::text);
            assertTrue(words.text().contains("value=\"lists\""), "what was written stays");
            assertEquals(0, custom(api).size());

            Response made = browser.submit(
                    NEW, Map.of("do", "save", "name", "lists", "description", "Reads lists", "document", READ));
            assertEquals(303, made.status(), made::text);
            String one = made.answer().headers().getOrDefault("Location", "");
            String shown = browser.get(one).text();
            assertTrue(shown.contains("The policy is created.") && shown.contains("Reads lists"), shown);
            assertTrue(browser.get(POLICIES).text().contains("Reads lists"));

            assertTrue(browser.get(one + "/edit").text().contains("hss:*:list*"));
            assertEquals(
                    303,
                    browser.submit(one + "/edit", Map.of("do", "save", "document", DENY))
                            .status());
            String denied = browser.get(one).text();
            assertTrue(denied.contains("watchword:resets:create"), denied);
            assertTrue(denied.contains("Delete version v1") && !denied.contains("Delete version v2"), denied);
            assertEquals("v2", custom(api).getFirst().path("default_version_id").asText());
            assertEquals(
                    303,
                    browser.submit(one, Map.of("do", "count", "version_id", "v1"))
                            .status());
            assertEquals("v1", custom(api).getFirst().path("default_version_id").asText());
            assertEquals(
                    409,
                    browser.submit(one, Map.of("do", "delete-version", "version_id", "v1"))
                            .status(),
                    "it counts");
            assertEquals(
                    303,
                    browser.submit(one, Map.of("do", "delete-version", "version_id", "v2"))
                            .status());
            assertEquals(400, browser.submit(one, Map.of("do", "delete")).status(), "unconfirmed");
            assertEquals(
                    303,
                    browser.submit(one, Map.of("do", "delete", "sure", "yes")).status());
            assertEquals(0, custom(api).size());
        }
    }

    @Test
    void whatIsNoPolicyIsToldAndNotLost() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get(NEW);
            String hostile = "{\"Version\":\"5.0\",\"Statement\":[{\"Effect\":\"<img src=x>\",\"Action\":[\"x\"]}]}";
            Response refused = browser.submit(NEW, Map.of("do", "save", "name", "bad", "document", hostile));
            assertEquals(400, refused.status());
            assertTrue(refused.text().contains("malformed policy document"), refused::text);
            assertTrue(refused.text().contains("&lt;img src=x"), refused::text);
            assertFalse(refused.text().contains("<img src=x"), refused::text);
            for (String none : List.of(
                    "",
                    "x",
                    "[]",
                    "{\"a\":",
                    "{\"Statement\":" + "[".repeat(5_000),
                    "{\"a\":\"" + "x".repeat(7_000) + "\"}",
                    "{}",
                    "{\"Statement\":1}",
                    "{\"Statement\":[1,{\"Action\":{},\"Condition\":[1]}]}",
                    READ.replace("5.0", "4.0"),
                    hostile)) {
                Response words = browser.submit(NEW, Map.of("do", "words", "name", "n", "document", none));
                assertEquals(400, words.status(), none);
                assertTrue(words.text().contains("It would not be saved as it stands"), words::text);
                assertFalse(words.text().contains("Nothing is saved yet"), "no words for what would be refused");
            }
        }
    }

    /** Programs write policies without spaces: written in lines such a one may be longer than any that is taken. */
    @Test
    void aLongPolicyIsSavedAgainAsItIs() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            String statements = IntStream.range(0, 130)
                    .mapToObj(i -> "{\"Effect\":\"Allow\",\"Action\":[\"hss:a" + i + ":get\"]}")
                    .collect(Collectors.joining(","));
            String document = "{\"Version\":\"5.0\",\"Statement\":[" + statements + "]}";
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get(NEW);
            String one = browser.submit(NEW, Map.of("do", "save", "name", "long", "document", document))
                    .answer()
                    .headers()
                    .getOrDefault("Location", "");
            String form = browser.get(one + "/edit").text();
            String offered = form.substring(
                            form.indexOf(">", form.indexOf("<textarea")) + 1, form.indexOf("</textarea>"))
                    .strip()
                    .replace("&quot;", "\"");
            Response saved = browser.submit(one + "/edit", Map.of("do", "save", "document", offered));
            assertEquals(303, saved.status(), saved::text);
        }
    }

    @Test
    void policiesThatCameWithTheAccountAreNotOffered() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            api.parts()
                    .database()
                    .change(handle -> IamDefaults.create(
                            handle, TestApi.DOMAIN, api.parts().now()));
            TestBrowser browser = TestBrowser.signedIn(api);
            String id = api.get("/v5/policies?policy_type=system")
                    .json()
                    .at("/policies/0/policy_id")
                    .asText();
            String page = browser.get(POLICIES + "/" + id).text();
            assertFalse(page.contains("/edit"), page);
            assertFalse(page.contains("Delete policy"), page);
            assertEquals(404, browser.get(POLICIES + "/" + id + "/edit").status());
            Response deleted = browser.submit(POLICIES + "/" + id, Map.of("do", "delete", "sure", "yes"));
            assertEquals(409, deleted.status());
            assertTrue(deleted.text().contains("came with the account"), deleted::text);
            browser.cookies().put("watchword-language", "zh-Hans");
            String list = browser.get(POLICIES).text();
            assertTrue(list.contains("查看弱口令结果"), list);
            assertFalse(list.contains("Reads everything"), list);
        }
    }

    @Test
    void whoMayNotIsOfferedNothingAndTold() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get(NEW);
            api.deny("iam:policies:createV5");
            Response refused = browser.submit(NEW, Map.of("do", "save", "name", "lists", "document", READ));
            assertEquals(403, refused.status());
            assertTrue(refused.text().contains("iam:policies:createV5"), refused::text);
        }
    }

    @ParameterizedTest
    @EnumSource
    void usersAndGroupsAreRenamedAndDescribed(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get("/console/account/users");
            String group = browser.submit("/console/account/groups", Map.of("name", "ops", "description", "x"))
                    .answer()
                    .headers()
                    .getOrDefault("Location", "");
            assertEquals(
                    303,
                    browser.submit(group, Map.of("do", "edit", "name", "night shift", "description", "At night"))
                            .status());
            String renamed = browser.get(group).text();
            assertTrue(renamed.contains("night shift") && renamed.contains("At night"), renamed);
            assertEquals(
                    400,
                    browser.submit(group, Map.of("do", "edit", "name", "no/such", "description", ""))
                            .status());
            String user = "/console/account/users/" + TestBrowser.USER;
            assertEquals(
                    303,
                    browser.submit(user, Map.of("do", "edit", "name", "anna.b", "description", "Nights"))
                            .status());
            JsonNode anna = api.get("/v5/users/" + TestBrowser.USER).json().path("user");
            assertEquals("anna.b", anna.path("user_name").asText());
            assertEquals("Nights", anna.path("description").asText());
            assertTrue(browser.get(user).text().contains("Name and description are saved."));
        }
    }

    private static String policy(String effect, String action) {
        return "{\"Version\":\"5.0\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Action\":[\"" + action
                + "\"],\"Resource\":[\"*\"]}]}";
    }

    private static List<JsonNode> custom(TestApi api) {
        return api.get("/v5/policies?policy_type=custom")
                .json()
                .path("policies")
                .valueStream()
                .toList();
    }
}
