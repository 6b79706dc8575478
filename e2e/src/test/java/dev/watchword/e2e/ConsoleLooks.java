package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at pages of the console in light and dark, in Chinese, on a narrow screen and without scripts. */
final class ConsoleLooks {

    private ConsoleLooks() {}

    /** Signs in as root. */
    static void login(Page page, ServedWatchword served) {
        page.locator("#user").fill(served.bootstrap().userName());
        page.locator("#password").fill(served.bootstrap().password());
        page.locator("main button[type=submit]").click();
        page.waitForURL(url -> url.endsWith("/overview"));
    }

    /**
     * Opens each page in each look, and keeps a picture.
     *
     * @param pages address by the name of the picture
     * @return what axe finds, and pages that are wider than the window
     */
    static List<String> look(Chromium chromium, ServedWatchword served, Map<String, String> pages) {
        List<String> wrong = new ArrayList<>();
        looks().forEach((look, options) -> {
            Page page = chromium.window(options);
            page.navigate(served.endpoint() + "/console/login");
            login(page, served);
            pages.forEach((name, address) -> {
                Response response = page.navigate(address);
                assertEquals(200, response.status(), address);
                Chromium.picture(page, name + "-" + look);
                if (options.scripts()) {
                    Chromium.violations(page).forEach(each -> wrong.add(name + " " + look + ": " + each));
                    if ((int) page.evaluate("document.documentElement.scrollWidth") > options.width()) {
                        wrong.add(name + " " + look + ": it is wider than the window");
                    }
                }
            });
            page.context().close();
        });
        return wrong;
    }

    private static Map<String, Chromium.Options> looks() {
        Map<String, Chromium.Options> looks = new TreeMap<>();
        looks.put("light", Chromium.Options.PLAIN);
        looks.put("dark", Chromium.Options.PLAIN.inTheDark());
        looks.put("chinese", Chromium.Options.PLAIN.inChinese());
        looks.put("narrow", Chromium.Options.PLAIN.narrow());
        looks.put("scriptless", Chromium.Options.PLAIN.withoutScripts());
        return looks;
    }
}
