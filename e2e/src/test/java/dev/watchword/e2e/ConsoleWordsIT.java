package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Custom words and the password policy in a real browser, as a person uses them. */
class ConsoleWordsIT {

    @RegisterExtension
    private static final ServedConsole CONSOLE = new ServedConsole();

    @TempDir
    private Path home = Path.of("");

    @BeforeAll
    static void start() {
        ConsoleData.fill(CONSOLE.served());
    }

    @Test
    void wordsAreReadFromAFileSavedAndComparedInEveryLook() throws Exception {
        Page page = CONSOLE.chromium().window(Chromium.Options.PLAIN);
        page.navigate(CONSOLE.served().endpoint() + "/console/login");
        ConsoleLooks.login(page, CONSOLE.served());
        page.navigate(CONSOLE.served().endpoint() + project("/words"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Container images"))
                .click();
        Path file = home.resolve("words.txt");
        Files.writeString(file, "Falcon-2026\n<b>Bold</b>\n\u202eesrever\n=1+1\n中文口令\n");
        page.locator("#word-file").setInputFiles(file);
        page.getByText("The words are in the field above.").waitFor();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        page.getByText("The words are saved.").waitFor();
        Files.write(file, "M\u00fcller".getBytes(StandardCharsets.ISO_8859_1));
        page.locator("#word-file").setInputFiles(file);
        page.getByText("The file is no text in UTF-8.").waitFor();
        page.locator("#words").fill("Falcon-2026\nOsprey");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Version 2"))
                .click();
        page.locator("ins", new Page.LocatorOptions().setHasText("Osprey")).waitFor();

        page.navigate(CONSOLE.served().endpoint() + project("/words"));
        page.locator("tbody a[href*='/groups/']").click();
        String group = page.url();
        page.locator("#words").fill("Falcon-2026\nharbour");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("How many accounts would match?"))
                .click();
        page.getByText("hosts have yet to answer").waitFor();
        Chromium.picture(page, "words-trial-light");
        String trial = page.locator("#trial > div").getAttribute("hx-get");
        assertEquals("Falcon-2026\nharbour", page.locator("#words").inputValue(), "the form stays filled");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        page.getByText("The words are saved.").waitFor();
        page.context().close();

        Map<String, String> pages = new TreeMap<>();
        pages.put("words", CONSOLE.served().endpoint() + project("/words"));
        pages.put("words-images", CONSOLE.served().endpoint() + project("/words/images"));
        pages.put("words-group", group);
        pages.put("words-trial", CONSOLE.served().endpoint() + trial);
        pages.put("words-version", CONSOLE.served().endpoint() + project("/words/images/versions/2"));
        pages.put("policy", CONSOLE.served().endpoint() + "/console/account/password-policy");
        pages.put("policy-nist", CONSOLE.served().endpoint() + "/console/account/password-policy?preset=nist");
        assertEquals(List.of(), ConsoleLooks.look(CONSOLE.chromium(), CONSOLE.served(), pages));
        assertEquals(List.of(), CONSOLE.chromium().said());
    }

    @Test
    void aPolicyIsFilledByANormLookedAtAndSaved() {
        List<String> wrong = new ArrayList<>();
        Page page = CONSOLE.chromium().window(Chromium.Options.PLAIN);
        page.navigate(CONSOLE.served().endpoint() + "/console/login");
        ConsoleLooks.login(page, CONSOLE.served());
        page.navigate(CONSOLE.served().endpoint() + "/console/account/password-policy");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("PCI DSS 4.0.1"))
                .click();
        assertEquals("90", page.locator("#password_validity_period").inputValue());
        page.locator("#password_validity_period").fill("60");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show what it would mean"))
                .click();
        page.getByText("Must be changed after 60 days.").waitFor();
        assertTrue(page.getByText("open findings").count() > 0, "what it would have stopped");
        Chromium.violations(page).forEach(wrong::add);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        page.getByText("The password policy is saved.").waitFor();
        assertEquals("60", page.locator("#password_validity_period").inputValue());
        assertEquals(List.of(), wrong);
        assertEquals(List.of(), CONSOLE.chromium().said());
        page.context().close();
    }

    private static String project(String rest) {
        return "/console/projects/" + CONSOLE.served().bootstrap().projectId() + rest;
    }
}
