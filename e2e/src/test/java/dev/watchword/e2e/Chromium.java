package dev.watchword.e2e;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.watchword.testing.DebianPackage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Debian's Chromium, driven as a person would: it remembers whatever a page says on the browser's console, looks at each page
 * with axe, and keeps pictures of it in {@code target/screenshots}. Not safe for use by several threads.
 */
final class Chromium implements AutoCloseable {

    /** The zone that every window is in. */
    static final String ZONE = "Asia/Shanghai";

    private static final Path PICTURES = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> said = new ArrayList<>();

    Chromium() {
        DebianPackage.CHROMIUM.require();
        DebianPackage.FONTS_NOTO_CJK.require();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of(
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A window of somebody who is not known yet. */
    Page window(Options options) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(options.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setLocale(options.language())
                .setTimezoneId(ZONE)
                .setJavaScriptEnabled(options.scripts())
                .setViewportSize(options.width(), 900));
        return heard(context.newPage());
    }

    /** Another window of the one who has this one. */
    Page beside(Page page) {
        return heard(page.context().newPage());
    }

    private Page heard(Page page) {
        page.onConsoleMessage(message -> said.add(page.url() + " " + message.type() + ": " + message.text()));
        page.onPageError(error -> said.add(page.url() + " error: " + error));
        return page;
    }

    /**
     * @param dark whether the browser prefers dark pages
     * @param language that it prefers
     * @param scripts whether it runs them
     * @param width of the window
     */
    record Options(boolean dark, String language, boolean scripts, int width) {

        static final Options PLAIN = new Options(false, "en-GB", true, 1_280);

        Options inTheDark() {
            return new Options(true, language, scripts, width);
        }

        Options inChinese() {
            return new Options(dark, "zh-CN", scripts, width);
        }

        Options withoutScripts() {
            return new Options(dark, language, false, width);
        }

        Options narrow() {
            return new Options(dark, language, scripts, 390);
        }
    }

    /** All that pages said on the browser's console since the last time. */
    List<String> said() {
        List<String> now = List.copyOf(said);
        said.clear();
        return now;
    }

    /**
     * What axe finds on the page, a line for each violation with the elements that it is about. The page has no frames, so that axe needs no
     * second page to put together what it found in each; nor does it describe every element that is as it should be.
     */
    static List<String> violations(Page page) {
        if (page.frames().size() > 1) {
            throw new IllegalStateException("axe would look at the page alone, not into its frames");
        }
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page)
                .options(options).setLegacyMode(true).analyze().getViolations().stream()
                        .map(Chromium::line)
                        .toList();
    }

    private static String line(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /** A picture of the whole page. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
