package dev.watchword.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.TestApi;
import dev.watchword.server.database.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguageTest {

    @Test
    void isWhatTheBrowserPrefersOfThoseThatThereAre() {
        assertEquals(Language.CHINESE, Language.preferred(Optional.of("fr, zh-CN;q=0.8, en;q=0.5")));
        assertEquals(Language.ENGLISH, Language.preferred(Optional.of("en-GB, zh")));
        assertEquals(Language.ENGLISH, Language.preferred(Optional.of("zh;q=0, fr")));
        assertEquals(Language.ENGLISH, Language.preferred(Optional.of("*;;")));
        assertEquals(Language.ENGLISH, Language.preferred(Optional.empty()));
    }

    @Test
    void englishIsToldApartWithinChinese() {
        assertEquals(
                List.of(
                        new Run("未执行：", false),
                        new Run("Invalid parameter. host: it is \"x\".", true),
                        new Run("。", false)),
                Run.of("未执行：Invalid parameter. host: it is \"x\".。", Language.CHINESE));
        assertEquals(
                List.of(new Run("代理的选项 --budget 与 root", false)), Run.of("代理的选项 --budget 与 root", Language.CHINESE));
        assertEquals(List.of(), Run.of("", Language.CHINESE));
        assertEquals(List.of(new Run("It is so.", false)), Run.of("It is so.", Language.ENGLISH));
        assertEquals(1, Run.of("a".repeat(1_000_000), Language.CHINESE).size(), "read once");
    }

    /** What the API says of a form is in English, whatever the page speaks. */
    @Test
    void refusalsAreMarkedAsEnglishOnAChinesePage() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            TestBrowser browser = TestBrowser.signedIn(api);
            browser.cookies().put("watchword-language", "zh-Hans");
            browser.get("/console/account/users");
            String refused = browser.submit("/console/account/users", Map.of("name", "no/such name"))
                    .text();
            assertTrue(refused.contains("<bdi lang=\"en\">Invalid"), refused);
            String registries = "/console/projects/" + TestApi.PROJECT + "/registries";
            String registry = browser.submit(registries, Map.of("name", "ours", "host", "http://x/"))
                    .text();
            assertTrue(registry.contains("<bdi lang=\"en\">Invalid"), registry);
            browser.cookies().put("watchword-language", "en");
            assertFalse(
                    browser.submit(registries, Map.of("name", "ours", "host", "http://x/"))
                            .text()
                            .contains("lang=\"en\">Invalid"),
                    "on an English page that is said already");
        }
    }

    /** Reading 60 kB of it took half a second of a processor, for anybody who asked. */
    @Test
    void aHeaderThatNoBrowserSendsIsNotRead() {
        String ranges = "zh" + ",aa".repeat(84);
        assertEquals(Language.CHINESE, Language.preferred(Optional.of(ranges)));
        assertEquals(Language.ENGLISH, Language.preferred(Optional.of(ranges + ",aaa")));
    }
}
