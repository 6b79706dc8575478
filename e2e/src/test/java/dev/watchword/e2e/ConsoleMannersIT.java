package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console in a real browser, for those who must sign in in another way, have no mouse, or let no scripts run. */
class ConsoleMannersIT {

    private static final String FIRST = "Quiet-Otter-Lamp-81";
    private static final String SECOND = "Brisk-Heron-Gate-47";
    private static final int MANY = 60;
    private static final int MOST_TABS = 80;

    @RegisterExtension
    private static final ServedConsole CONSOLE = new ServedConsole();

    @BeforeAll
    static void start() {
        ConsoleData.fill(CONSOLE.served());
        PlainAgent many = PlainAgent.enrolled(CONSOLE.served(), "0", "many.example");
        many.heartbeat();
        many.reportWeak(
                IntStream.range(0, MANY)
                        .mapToObj(i -> WeakAccount.common("user-%02d".formatted(i), "qw******", "passwd user"))
                        .toList(),
                System.currentTimeMillis() - 120_000);
    }

    @Test
    void whoMustChangeThePasswordGetsNowhereBefore() {
        user("newcomer", true);
        Page page = at("/console/login");
        signIn(page, "newcomer", FIRST);
        assertTrue(page.url().endsWith("/console/password"), page.url());
        String list = CONSOLE.served().endpoint() + project("/weak-passwords");
        page.navigate(list);
        assertTrue(page.url().endsWith("/console/password"), page.url());
        assertEquals("Your password must be changed before anything else.", page.innerText(".notice"));
        look(page, "manners-must-change");
        page.locator("#old_password").fill(FIRST);
        page.locator("#new_password").fill(SECOND);
        page.locator("#again").fill(SECOND);
        page.locator("main button[type=submit]").click();
        assertEquals("Your password is changed. Sign in with the new one.", page.innerText(".notice"));
        look(page, "manners-changed");
        signIn(page, "newcomer", SECOND);
        page.navigate(list);
        assertEquals(list, page.url());
        assertEquals(List.of(), CONSOLE.chromium().said());
        page.context().close();
    }

    @Test
    void whoIsLockedOutIsToldUntilWhenAsByTheApi() {
        user("guesser", false);
        Reply reply = login("wrong");
        for (int i = 0; i < 10 && !reply.text().contains("IAM.0061"); i++) {
            reply = login("wrong");
        }
        String said = reply.expect(401).text();
        Page page = at("/console/login");
        for (String password : List.of("wrong", FIRST)) {
            signIn(page, "guesser", password);
            String alert = page.innerText("[role=alert]");
            assertTrue(alert.contains("locked") && alert.contains("Try again after"), alert);
            String until = page.locator("[role=alert] time").getAttribute("datetime");
            assertTrue(said.contains(until.substring(0, 19)), said + " " + until);
            assertEquals("guesser", page.inputValue("#user"));
            assertEquals("", page.inputValue("#password"));
        }
        look(page, "manners-locked");
        // A refused form is a page with 401, of which Chromium tells its console.
        assertEquals(
                List.of(),
                CONSOLE.chromium().said().stream()
                        .filter(line -> !line.matches(".*status of 401 .*"))
                        .toList());
        page.context().close();
    }

    @Test
    void aFindingIsFoundAndAcceptedWithTheKeyboardAlone() {
        Page page = at("/console/login");
        tabTo(page, "#user");
        page.keyboard().type(CONSOLE.served().bootstrap().userName());
        tabTo(page, "#password");
        page.keyboard().type(CONSOLE.served().bootstrap().password());
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.endsWith("/overview"));
        look(page, "manners-keys-overview");
        tabTo(page, "nav.side a[href$='/weak-passwords']");
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.contains("/weak-passwords"));

        page.keyboard().press("Tab");
        assertTrue(isOn(page, "a.skip"), "the first stop is the way around the menu");
        assertFocusIsSeen(page);
        Chromium.picture(page, "manners-keys-skip");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertTrue(isOn(page, "main *"), "it leads into the page's own part");
        tabTo(page, "select[name=service_type]");
        page.keyboard().type("Red");
        tabTo(page, "details.columns > summary");
        page.keyboard().press("Space");
        tabTo(page, "input[name=column][value=evidence]");
        page.keyboard().press("Space");
        Chromium.picture(page, "manners-keys-columns");
        page.keyboard().press("Escape");
        assertTrue(isOn(page, "details.columns > summary"), "a menu that is closed gives the focus back");
        page.keyboard().press("Shift+Tab");
        assertTrue(isOn(page, "input[name=user_name]"), "backwards");
        page.keyboard().type("default");
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.contains("service_type=redis"));
        assertEquals(1, page.locator("tbody tr").count());
        assertFalse(page.locator("thead").innerText().contains("Evidence"), page.innerText("thead"));

        tabTo(page, "tbody a[href*='/findings/']");
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.contains("/findings/"));
        tabTo(page, "#reason");
        page.keyboard().type("A test machine without data");
        tabTo(page, "#owner");
        page.keyboard().type("Platform team");
        tabTo(page, "#until");
        page.keyboard().type(sameInEveryOrder());
        Chromium.picture(page, "manners-keys-acceptance");
        tabTo(page, "section[aria-labelledby=accept] button");
        page.keyboard().press("Enter");
        page.getByText("The finding is accepted.").waitFor();
        look(page, "manners-keys-accepted");
        assertEquals(List.of(), CONSOLE.chromium().said());
        page.context().close();
    }

    @Test
    void listFilterPagingAndAcceptanceNeedNoScripts() {
        Page page = CONSOLE.chromium().window(Chromium.Options.PLAIN.withoutScripts());
        page.navigate(CONSOLE.served().endpoint() + "/console/login");
        ConsoleLooks.login(page, CONSOLE.served());
        Operator operator = new Operator(page, CONSOLE.served());
        operator.goTo("Weak passwords");
        page.locator("input[name=host_name]").fill("many");
        page.locator("select[name=weakness]").selectOption("common");
        operator.button("Apply").click();
        List<String> before = operator.column(3);
        assertEquals(50, before.size());
        assertTrue(page.innerText(".paging").contains("1 to 50 of " + MANY), page.innerText(".paging"));
        operator.link("Next").click();
        assertTrue(page.innerText(".paging").contains("51 to 60 of " + MANY), page.innerText(".paging"));
        List<String> rest = operator.column(3);
        assertEquals(
                MANY, Stream.concat(before.stream(), rest.stream()).distinct().count());
        assertTrue(page.url().contains("weakness=common") && page.url().contains("host_name=many"), page.url());
        page.reload();
        assertEquals(rest, operator.column(3), "the place is in the address");
        operator.link("Previous").click();
        assertEquals(before, operator.column(3));
        assertTrue(page.locator("tbody time").first().innerText().endsWith("UTC"));
        Chromium.picture(page, "manners-scriptless-list");

        page.locator("input[name=user_name]").fill("user-42");
        operator.button("Apply").click();
        operator.link("Weak password of user-42").click();
        assertTrue(page.innerText("main").contains("passwd user"), page.innerText("main"));
        page.locator("#reason").fill("Leaves next month");
        page.locator("#owner").fill("Platform team");
        page.locator("#until").fill(LocalDate.now(ZoneOffset.UTC).plusDays(30).toString());
        operator.button("Accept the risk").click();
        assertEquals("The finding is accepted.", operator.notice());
        Chromium.picture(page, "manners-scriptless-accepted");
        operator.button("Take the acceptance back").click();
        assertEquals("The acceptance is taken back.", operator.notice());
        operator.button("Scan now").click();
        assertTrue(operator.notice().contains("asked to scan"), operator.notice());
        operator.goTo("Custom words");
        page.locator("tbody a[href*='/groups/']").click();
        page.locator("#words").fill("Falcon-2026");
        operator.button("How many accounts would match?").click();
        page.navigate(CONSOLE.served().endpoint()
                + operator.link("Show what the agents answer").getAttribute("href"));
        page.getByText("hosts have yet to answer").waitFor();
        Chromium.picture(page, "manners-scriptless-trial");
        assertTrue(page.locator("noscript a").isVisible(), "what a script would do by itself");
        assertEquals(List.of(), CONSOLE.chromium().said());
        page.context().close();
    }

    /** A day of the coming year whose digits are the same whichever of day and month comes first. */
    private static String sameInEveryOrder() {
        LocalDate day = LocalDate.now(ZoneOffset.UTC)
                .plusDays(2)
                .datesUntil(LocalDate.now(ZoneOffset.UTC).plusDays(365))
                .filter(each -> each.getDayOfMonth() == each.getMonthValue())
                .findFirst()
                .orElseThrow();
        return "%1$02d%1$02d%2$d".formatted(day.getDayOfMonth(), day.getYear());
    }

    /** Goes on from stop to stop, each of which must be seen. */
    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < MOST_TABS && !isOn(page, selector); i++) {
            page.keyboard().press("Tab");
            assertFocusIsSeen(page);
        }
        assertTrue(isOn(page, selector), () -> selector + " is never reached");
    }

    private static boolean isOn(Page page, String selector) {
        return (boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector);
    }

    /** An outline or a shadow around it, inside the window. */
    private static void assertFocusIsSeen(Page page) {
        Object unseen = page.evaluate("""
                () => {
                  const on = document.activeElement;
                  if (on === document.body) return "";
                  const style = getComputedStyle(on);
                  const place = on.getBoundingClientRect();
                  const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
                  const inside = place.right > 0 && place.bottom > 0 && place.left < innerWidth && place.top < innerHeight;
                  return marked && inside && place.width > 0 ? "" : on.outerHTML;
                }""");
        assertEquals("", unseen);
    }

    private static Page at(String path) {
        Page page = CONSOLE.chromium().window(Chromium.Options.PLAIN);
        page.navigate(CONSOLE.served().endpoint() + path);
        return page;
    }

    private static void signIn(Page page, String user, String password) {
        page.locator("#user").fill(user);
        page.locator("#password").fill(password);
        page.locator("main button[type=submit]").click();
    }

    private static void look(Page page, String name) {
        new Operator(page, CONSOLE.served()).look(name);
    }

    private static Reply login(String password) {
        return CONSOLE.served()
                .api()
                .login(
                        CONSOLE.served().bootstrap().domainName(),
                        "guesser",
                        password,
                        CONSOLE.served().bootstrap().projectId());
    }

    /** Somebody who may read everything. */
    private static void user(String name, boolean mustChange) {
        Api root = CONSOLE.served().rootByToken();
        String user = root.post("/v5/users", "{\"name\":\"" + name + "\"}")
                .expect(201)
                .json()
                .at("/user/user_id")
                .asText();
        root.post(
                        "/v5/users/" + user + "/login-profile",
                        "{\"password\":\"" + FIRST + "\",\"password_reset_required\":" + mustChange + "}")
                .expect(201);
        String group = root.get("/v5/groups?limit=200")
                .expect(200)
                .json()
                .path("groups")
                .valueStream()
                .filter(each -> each.path("group_name").asText().equals("readers"))
                .map(each -> each.path("group_id").asText())
                .findFirst()
                .orElseThrow();
        root.post("/v5/groups/" + group + "/add-user", "{\"user_id\":\"" + user + "\"}");
    }

    private static String project(String rest) {
        return "/console/projects/" + CONSOLE.served().bootstrap().projectId() + rest;
    }
}
