package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console in a real browser, as a person uses it. */
class ConsoleIT {

    private static final Chromium.Options PLAIN = Chromium.Options.PLAIN;

    @RegisterExtension
    private static final ServedConsole CONSOLE = new ServedConsole();

    private static JsonNode odd;

    @BeforeAll
    static void start() {
        ConsoleData.fill(CONSOLE.served());
        odd = CONSOLE.served()
                .root()
                .get("/v1/watchword/" + CONSOLE.served().bootstrap().projectId() + "/findings?user_name=HYPERLINK")
                .expect(200)
                .json()
                .path("data_list")
                .path(0);
    }

    @Test
    void everyPageIsAccessibleAndQuietInLightAndDark() {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Chromium.Options> each : looks().entrySet()) {
            Page page = CONSOLE.chromium().window(each.getValue());
            page.navigate(CONSOLE.served().endpoint() + "/console/login");
            look(page, "login", each, wrong);
            ConsoleLooks.login(page, CONSOLE.served());
            for (Map.Entry<String, String> place : pages().entrySet()) {
                Response response = page.navigate(CONSOLE.served().endpoint() + place.getValue());
                assertEquals(200, response.status(), place.toString());
                look(page, place.getKey(), each, wrong);
            }
            page.context().close();
        }
        assertEquals(List.of(), wrong);
        assertEquals(List.of(), CONSOLE.chromium().said());
    }

    @Test
    void aPageThatIsNotAccessibleIsNoticed() {
        Page page = CONSOLE.chromium().window(PLAIN);
        page.setContent(
                "<html lang=en><title>t</title><main><h1>h</h1><img src='data:,'><p style='color:#bbb'>pale</p></main></html>");
        assertEquals(
                List.of("color-contrast", "image-alt"),
                Chromium.violations(page).stream()
                        .map(line -> line.replaceAll(":.*", ""))
                        .sorted()
                        .toList());
        page.context().close();
    }

    @Test
    void aPersonSignsInChoosesALanguageAndSignsOut() {
        Page page = CONSOLE.chromium().window(PLAIN);
        page.navigate(CONSOLE.served().endpoint() + "/console");
        assertTrue(page.url().contains("/console/login"), page.url());
        ConsoleLooks.login(page, CONSOLE.served());
        assertTrue(page.url().endsWith("/overview"), page.url());
        page.getByText("Appearance").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("简体中文"))
                .click();
        assertEquals("zh-Hans", page.locator("html").getAttribute("lang"));
        assertTrue(page.url().endsWith("/overview"), page.url());
        page.getByText("外观").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("深色"))
                .click();
        assertEquals("dark", page.locator("html").getAttribute("data-theme"));
        page.locator(".menus summary").nth(1).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("退出登录"))
                .click();
        assertTrue(page.url().contains("/console/login"), page.url());
        page.navigate(CONSOLE.served().endpoint() + "/console");
        assertTrue(page.url().contains("/console/login"), page.url());
        assertEquals(List.of(), CONSOLE.chromium().said());
        page.context().close();
    }

    @Test
    void aPersonAcceptsAFindingAndTakesItBack() {
        Page page = CONSOLE.chromium().window(PLAIN);
        page.navigate(CONSOLE.served().endpoint() + "/console");
        ConsoleLooks.login(page, CONSOLE.served());
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Weak passwords"))
                .click();
        page.locator("input[name=user_name]").fill("app");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Apply"))
                .click();
        assertEquals(1, page.locator("tbody tr").count());
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Weak password of app"))
                .click();
        page.getByLabel("Reason").fill("A test machine without data");
        page.getByLabel("Owner").fill("Platform team");
        page.getByLabel("Until").fill(LocalDate.now(ZoneOffset.UTC).plusDays(30).toString());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Accept the risk"))
                .click();
        assertEquals("The finding is accepted.", page.locator(".notice").textContent());
        Chromium.picture(page, "finding-accepted");
        assertEquals(List.of(), Chromium.violations(page));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Take the acceptance back"))
                .click();
        assertEquals("The acceptance is taken back.", page.locator(".notice").textContent());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Scan now"))
                .click();
        assertTrue(page.locator(".notice").textContent().contains("asked to scan"));
        assertEquals(List.of(), CONSOLE.chromium().said());
        page.context().close();
    }

    @Test
    void aPersonSearchesTheAuditLogByNameAndResult() {
        Page page = CONSOLE.chromium().window(PLAIN);
        page.navigate(CONSOLE.served().endpoint() + "/console");
        ConsoleLooks.login(page, CONSOLE.served());
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit log"))
                .click();
        page.getByLabel("User name").fill(CONSOLE.served().bootstrap().userName());
        page.getByLabel("Result").selectOption("succeeded");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Apply"))
                .click();
        assertTrue(page.url().contains("result=succeeded"), page.url());
        assertTrue(page.locator("tbody tr").count() > 0, "what root did");
        page.getByLabel("Result").selectOption("refused");
        page.getByLabel("User name").fill("nobody-is-called-so");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Apply"))
                .click();
        page.getByText("No entry is as you ask.").waitFor();
        assertEquals(List.of(), Chromium.violations(page));
        assertEquals(List.of(), CONSOLE.chromium().said());
        page.context().close();
    }

    @Test
    void aPersonEnrolsAMachineWithTheLineOfThePage() {
        Page page = CONSOLE.chromium().window(PLAIN);
        page.navigate(CONSOLE.served().endpoint() + "/console");
        ConsoleLooks.login(page, CONSOLE.served());
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Hosts").setExact(true))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enrol a host"))
                .click();
        String line = page.locator("#enrol-line").textContent();
        assertTrue(
                line.startsWith(
                        "watchword agent enrol --server " + CONSOLE.served().endpoint() + " --server-key "),
                line);
        PlainAgent.enrolled(
                CONSOLE.served().api(), page.getByLabel("One-time token").inputValue(), "by-the-console");
        Chromium.picture(page, "hosts-enrolment");
        assertEquals(List.of(), Chromium.violations(page));
        assertEquals(List.of(), CONSOLE.chromium().said());
        page.context().close();
    }

    private static Map<String, Chromium.Options> looks() {
        Map<String, Chromium.Options> looks = new TreeMap<>();
        looks.put("light", PLAIN);
        looks.put("dark", PLAIN.inTheDark());
        looks.put("chinese", PLAIN.inChinese());
        looks.put("narrow", PLAIN.narrow());
        looks.put("scriptless", PLAIN.withoutScripts());
        return looks;
    }

    /** Every page by the name of its picture. */
    private static Map<String, String> pages() {
        String project = "/console/projects/" + CONSOLE.served().bootstrap().projectId();
        Map<String, String> pages = new TreeMap<>();
        pages.put("overview", project + "/overview");
        pages.put("weak", project + "/weak-passwords");
        pages.put("weak-none", project + "/weak-passwords?user_name=nobody-is-called-so");
        pages.put(
                "weak-columns",
                project + "/weak-passwords?state=all&column=severity&column=account&column=store&column=suggestion");
        pages.put("shared", project + "/shared-passwords");
        pages.put(
                "sharers",
                project + "/shared-passwords/" + odd.path("shared_group").textValue());
        pages.put("hosts", project + "/hosts");
        pages.put("host", project + "/hosts/" + odd.path("host_id").textValue());
        pages.put(
                "finding",
                project + "/hosts/" + odd.path("host_id").textValue() + "/findings/"
                        + odd.path("finding_id").textValue());
        pages.put("resets", project + "/resets");
        pages.put(
                "reset-new",
                project + "/resets/new?server=" + odd.path("host_id").textValue());
        pages.put("audit-log", "/console/account/audit-log");
        pages.put("audit-log-refused", "/console/account/audit-log?result=refused&actor_name=nobody");
        pages.put("password", "/console/password");
        return pages;
    }

    private static void look(Page page, String name, Map.Entry<String, Chromium.Options> look, List<String> wrong) {
        Chromium.picture(page, name + "-" + look.getKey());
        if (look.getValue().scripts()) {
            Chromium.violations(page).forEach(each -> wrong.add(name + " " + look.getKey() + ": " + each));
            if ((int) page.evaluate("document.documentElement.scrollWidth")
                    > look.getValue().width()) {
                wrong.add(name + " " + look.getKey() + ": it is wider than the window");
            }
        }
    }
}
