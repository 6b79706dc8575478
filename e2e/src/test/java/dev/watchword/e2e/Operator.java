package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;

/**
 * A person at the console, who is signed in as root.
 *
 * @param page the window
 * @param served the server
 */
record Operator(Page page, ServedWatchword served) {

    /** An agent starts, asks and answers within seconds; more is for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int BETWEEN_LOOKS_MILLIS = 250;

    /** Somebody who has just signed in. */
    static Operator signedIn(Chromium chromium, ServedWatchword served, Chromium.Options options) {
        Page page = chromium.window(options);
        page.navigate(served.endpoint() + "/console/login");
        ConsoleLooks.login(page, served);
        return new Operator(page, served);
    }

    /** Goes to a place in the menu. */
    void goTo(String place) {
        page.locator("nav.side")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(place).setExact(true))
                .click();
    }

    /** A button of the page's own part, or a link that looks like one. */
    Locator button(String name) {
        return page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** A link of the page's own part. */
    Locator link(String name) {
        return page.locator("main")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The texts of a table's column, by its number. */
    List<String> column(int number) {
        return page.locator("main tbody tr > :nth-child(" + number + ")").allInnerTexts();
    }

    /** A fact of a page's list of facts. */
    String fact(String name) {
        return page.locator("dl.facts > div:has(dt:text-is('" + name + "')) dd")
                .first()
                .innerText();
    }

    /** What was said after the last form. */
    String notice() {
        return page.locator(".notice").innerText();
    }

    /** Loads the page again until this is to be seen. */
    void reloadUntil(Locator seen) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (seen.count() == 0) {
            assertTrue(System.nanoTime() < end, () -> "did not come: " + seen + "\n" + page.innerText("main"));
            page.waitForTimeout(BETWEEN_LOOKS_MILLIS);
            page.reload();
        }
    }

    /** Waits for what the page shows by itself. */
    static void live(Locator shown) {
        shown.waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE.toMillis()));
    }

    /** Keeps a picture, and holds the page against the rules of accessibility. */
    void look(String name) {
        Chromium.picture(page, name);
        assertEquals(List.of(), Chromium.violations(page), name);
    }
}
