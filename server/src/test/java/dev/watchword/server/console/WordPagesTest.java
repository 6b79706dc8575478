package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.TestApi;
import dev.watchword.server.TestApi.Response;
import dev.watchword.server.database.Dialect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Custom words and the password policy in the console, without a script. */
class WordPagesTest {

    private static final String PROJECT = "/console/projects/" + TestApi.PROJECT;
    private static final String IMAGES = PROJECT + "/words/images";
    private static final String POLICY = "/console/account/password-policy";
    private static final String IMAGE_API = "/v5/" + TestApi.PROJECT + "/image/baseline/extended-weak-password";
    private static final String HOSTILE = "</textarea><script>alert(1)</script>\u202egnp.=HYPERLINK(\"x\")";

    @Test
    void wordsOfImagesAreSavedWithTheirVersions() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            assertTrue(browser.get(IMAGES).text().contains("Nobody has changed this list yet."));
            Response saved = browser.submit(IMAGES, Map.of("words", "first\r\n\r\n two \r\nfirst\r\n" + HOSTILE));
            assertEquals(303, saved.status(), saved::text);
            JsonNode words = api.get(IMAGE_API).json().path("extended_weak_password");
            assertEquals(3, words.size());
            assertEquals(" two ", words.get(1).asText(), "spaces count");
            assertEquals(HOSTILE, words.get(2).asText());
            String page = browser.get(IMAGES).text();
            assertTrue(page.contains("The words are saved."));
            assertTrue(page.contains(" two \n"));
            assertInert(page);
            assertTrue(browser.get(PROJECT + "/words").text().contains("anna"), "who changed it");
            browser.get(IMAGES);
            assertEquals(
                    303,
                    browser.submit(IMAGES, Map.of("words", "first\nthird", "expected_version", "1"))
                            .status());
            Response late = browser.submit(IMAGES, Map.of("words", "fourth", "expected_version", "1"));
            assertEquals(409, late.status(), "somebody else was first");
            assertTrue(late.text().contains("Somebody else changed this list"), late::text);
            assertTrue(late.text().contains("fourth"), "what was typed stays");
            String second = browser.get(IMAGES + "/versions/2").text();
            assertTrue(second.contains("<ins><bdi>third</bdi></ins>"), second);
            assertTrue(second.contains("<del><bdi> two </bdi></del>"), second);
            assertInert(second);
            assertEquals(404, browser.get(IMAGES + "/versions/3").status());
        }
    }

    private static void assertInert(String page) {
        assertFalse(page.contains("<script>alert"), page);
        assertFalse(page.contains("</textarea><"), page);
    }

    @Test
    void whatCannotBeSavedIsSaidWithItsLineAndKept() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get(IMAGES);
            Response refused = browser.submit(IMAGES, Map.of("words", "good\n" + "x".repeat(301) + "\na\tb"));
            assertEquals(400, refused.status());
            assertTrue(refused.text().contains("Line 2 has 301 characters; 300 are allowed."));
            assertTrue(refused.text().contains("Line 3 holds a control character"));
            assertTrue(refused.text().contains("x".repeat(301)), "the form stays filled");
            String many = IntStream.range(0, 301).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
            assertTrue(browser.submit(IMAGES, Map.of("words", many))
                    .text()
                    .contains("There are 301 words; 300 are allowed."));
            assertEquals(
                    0, api.get(IMAGE_API).json().path("extended_weak_password").size());
            String wide = IntStream.range(0, 300)
                    .mapToObj(i -> String.format("%03d", i) + "\ud83d\ude00".repeat(297))
                    .collect(Collectors.joining("\r\n"));
            assertEquals(303, browser.submit(IMAGES, Map.of("words", wide)).status(), "the longest list is taken");
            assertEquals(
                    300,
                    api.get(IMAGE_API).json().path("extended_weak_password").size());
        }
    }

    @Test
    void wordsOfAGroupAreTriedSavedAndBroughtBack() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String list = browser.get(PROJECT + "/words").text();
            String group = list.replaceAll("(?s).*/words/groups/([^\"]+)\".*", "$1");
            String path = PROJECT + "/words/groups/" + group;
            browser.get(path);
            assertEquals(400, browser.submit(path + "/try", Map.of("words", "")).status());
            Response trial = browser.submit(path + "/try", Map.of("words", "one\ntwo"));
            assertEquals(200, trial.status(), trial::text);
            assertTrue(trial.text().contains("one\ntwo"), "the form stays filled");
            assertTrue(trial.text().contains("2 added, 0 removed"));
            String address = trial.text().replaceAll("(?s).*hx-get=\"([^\"]*/trials/[^\"]+)\".*", "$1");
            assertTrue(browser.get(address).text().contains("This group has no hosts to ask."));
            assertEquals(404, browser.get(address + "x").status());
            Map<String, String> saved =
                    new HashMap<>(Map.of("words", "one\ntwo", "enabled", "yes", "expected_version", "0"));
            assertEquals(303, browser.submit(path, saved).status());
            Response late = browser.submit(path, saved);
            assertEquals(409, late.status());
            assertTrue(late.text().contains("Somebody else changed this list"));
            saved.put("words", "two");
            saved.put("expected_version", "1");
            saved.remove("enabled");
            assertEquals(303, browser.submit(path, saved).status());
            assertTrue(browser.get(PROJECT + "/words").text().contains("Switched off"));
            assertTrue(browser.get(path + "/versions/1").text().contains("Bring this version back"));
            assertEquals(
                    303,
                    browser.submit(path + "/versions/1", Map.of("expected_version", "2"))
                            .status());
            String page = browser.get(path).text();
            assertTrue(page.contains("brought back version 1"), page);
            assertTrue(page.contains("two\none") || page.contains("one\ntwo"), page);
        }
    }

    @Test
    void aPresetFillsTheFormAndSavesNothing() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            String page = browser.get(POLICY + "?preset=nist").text();
            assertTrue(page.contains("value=\"15\""), page);
            assertTrue(page.contains("It forbids rules on character types."));
            assertTrue(page.contains("At least 15 characters, at most 32."));
            assertEquals(8, policy(api).path("minimum_password_length").asInt());
            for (String preset : List.of("pci", "mlps", "none")) {
                assertEquals(200, browser.get(POLICY + "?preset=" + preset).status());
            }
        }
    }

    @Test
    void thePolicyIsLookedAtAndThenSaved() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.get(POLICY);
            Map<String, String> fields = new HashMap<>(Map.of(
                    "minimum_password_length", "12",
                    "password_char_combination", "3",
                    "maximum_consecutive_identical_chars", "2",
                    "password_reuse_prevention", "4",
                    "password_validity_period", "90",
                    "minimum_password_age", "0",
                    "allow_user_to_change_password", "yes",
                    "refuse_weak_words", "yes"));
            String preview = browser.submit(POLICY + "/preview", fields).text();
            assertTrue(preview.contains("Must be changed after 90 days."), preview);
            assertEquals(0, policy(api).path("password_validity_period").asInt(), "nothing is saved");
            assertEquals(303, browser.submit(POLICY, fields).status());
            assertEquals(90, policy(api).path("password_validity_period").asInt());
            assertFalse(policy(api).path("password_not_username_or_invert").asBoolean());
            assertTrue(api.get("/v1/watchword/password-rules")
                    .json()
                    .path("refuse_weak_words")
                    .asBoolean());
            fields.put("minimum_password_length", "7");
            Response refused = browser.submit(POLICY, fields);
            assertEquals(400, refused.status());
            assertTrue(refused.text().contains("Characters at the least: a whole number from 8 to 32."));
            assertTrue(refused.text().contains("value=\"7\""), "the form stays filled");
        }
    }

    private static JsonNode policy(TestApi api) {
        return api.get("/v5/password-policy").json().path("password_policy");
    }

    @ParameterizedTest
    @EnumSource
    void everyPageOpensOnBothDatabases(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            for (String page :
                    List.of("/words", "/words/images", "/images", "/registries", "/images?weak=true&image=x")) {
                Response response = browser.get(PROJECT + page);
                assertEquals(200, response.status(), page + response.text());
            }
            assertEquals(200, browser.get(POLICY).status());
            for (String page : List.of("/words/groups/x", "/images/read/x", "/images/scans/x", "/registries/x")) {
                assertEquals(404, browser.get(PROJECT + page).status(), page);
            }
            String foreign = "/console/projects/" + TestApi.FOREIGN_PROJECT;
            for (String page : List.of("/words", "/words/images", "/images", "/registries")) {
                assertEquals(403, browser.get(foreign + page).status(), page);
            }
        }
    }
}
