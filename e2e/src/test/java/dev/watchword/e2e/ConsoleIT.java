package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import dev.watchword.server.database.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console in a real browser, as a person uses it. */
class ConsoleIT {

    private static final Chromium.Options PLAIN = Chromium.Options.PLAIN;

    private static ServedWatchword served;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        served = ServedWatchword.on(Dialect.SQLITE);
        ConsoleData.fill(served);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        served.close();
    }

    @Test
    void everyPageIsAccessibleAndQuietInLightAndDark() {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Chromium.Options> each : looks().entrySet()) {
            Page page = chromium.window(each.getValue());
            page.navigate(served.endpoint() + "/console/login");
            look(page, "login", each, wrong);
            login(page);
            for (Map.Entry<String, String> place : pages().entrySet()) {
                Response response = page.navigate(served.endpoint() + place.getValue());
                assertEquals(200, response.status(), place.toString());
                look(page, place.getKey(), each, wrong);
            }
            page.context().close();
        }
        assertEquals(List.of(), wrong);
        assertEquals(List.of(), chromium.said());
    }

    @Test
    void aPersonSignsInChoosesALanguageAndSignsOut() {
        Page page = chromium.window(PLAIN);
        page.navigate(served.endpoint() + "/console");
        assertTrue(page.url().contains("/console/login"), page.url());
        login(page);
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
        page.navigate(served.endpoint() + "/console");
        assertTrue(page.url().contains("/console/login"), page.url());
        assertEquals(List.of(), chromium.said());
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
        String project = "/console/projects/" + served.bootstrap().projectId();
        Map<String, String> pages = new TreeMap<>();
        pages.put("overview", project + "/overview");
        pages.put("password", "/console/password");
        return pages;
    }

    private static void login(Page page) {
        page.locator("#user").fill(served.bootstrap().userName());
        page.locator("#password").fill(served.bootstrap().password());
        page.locator("main button[type=submit]").click();
        page.waitForURL(url -> url.endsWith("/overview"));
    }

    private static void look(Page page, String name, Map.Entry<String, Chromium.Options> look, List<String> wrong) {
        Chromium.picture(page, name + "-" + look.getKey());
        if (look.getValue().scripts()) {
            Chromium.violations(page).forEach(each -> wrong.add(name + " " + look.getKey() + ": " + each));
        }
    }
}
