package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An operator's first day with the console, in order, with a real browser and real agents on two machines. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleJourneyIT {

    private static final String WEAK = "qwerty123";
    private static final String OURS = "Zebra-Made-Up-77";
    private static final String NEW = "N3w-Passw0rd.x";

    /** {@code openssl passwd -6 -salt saltsalt qwerty123}, OpenSSL 3.0. */
    private static final String ANN =
            "$6$saltsalt$Yw3.KJ5PUQLpvBmKpKZ8MAPUdzdtxZsu3bNtiC0ufFfan5FMnQjlPusS1dO.7hprZOUIRECUQy4SalDs9EjXr.";

    /** The same with {@code saltsalv}. */
    private static final String CAT =
            "$6$saltsalv$m0jnwYcEuNy2KA6QfeDRJidBVcPFbcFvZRnmiSVPoJazZItx7NHTLb3II2ADCIgM5xr/dYvG.RmQ17EZHogaj.";

    /** The same with {@code saltsalu} and {@link #OURS}. */
    private static final String BOB =
            "$6$saltsalu$j4MQhR5WjDPPA7vYjbu0YsD0OqRhZH4Sn7jqexlnTEq6TqkaxnQ3GBsxyYtEf.MxZ4Zf0P3GjZtAZWvZ4bzyX.";

    /** The same with {@code saltsalw}, {@code saltsalx} and {@code saltsaly}, and strong passwords. */
    private static final String ROOT =
            "$6$saltsalw$Jh9Fr3etdwSgh370uzULGQGWylxbp9PmA0ff4UUB7KXGWf58qgjPpAzpjODxPrdG/pFKjdNm/pa5MoFa7QAqb0";

    private static final String STRONG =
            "$6$saltsalx$rjAJHP64b9cebgsg7kwdNzhi0Th6U4inrtVtSxRloM7bvIONWObPe3zCVvGw30HY1sXdecAJu/OAo9rI4wY9c/";
    private static final String OTHER_STRONG =
            "$6$saltsaly$y.5.GJhV4jQQSqCvRwNZJX4fK5C7bBWta5dgDipw1EUlFoGGXzq.le2LmwcI5spV675WjdvF/AhLkrIRqZHU91";

    @TempDir
    private static Path home = Path.of("");

    @RegisterExtension
    private static final ServedConsole CONSOLE = new ServedConsole();

    private static BuiltAgent first;
    private static BuiltAgent second;
    private static Operator operator;

    @BeforeAll
    static void start() throws IOException {
        first = machine("web-7", ANN, CAT);
        second = machine("web-8", STRONG, OTHER_STRONG);
        operator = Operator.signedIn(CONSOLE.chromium(), CONSOLE.served(), Chromium.Options.PLAIN);
    }

    private static BuiltAgent machine(String name, String ann, String cat) throws IOException {
        BuiltAgent agent = BuiltAgent.in(Files.createDirectory(home.resolve(name)));
        agent.file("etc/machine-id", name.replace("web-", "").repeat(32) + "\n");
        agent.file("etc/hostname", name + "\n");
        agent.file("etc/passwd", """
                root:x:0:0:root:/root:/bin/bash
                daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
                ann:x:1000:1000::/home/ann:/bin/bash
                bob:x:1001:1001::/home/bob:/bin/bash
                cat:x:1002:1002::/home/cat:/bin/bash
                eve:x:1003:1003::/home/eve:/bin/bash
                old:x:1004:1004::/home/old:/bin/bash
                """);
        shadow(agent, ann, cat);
        return agent;
    }

    private static void shadow(BuiltAgent agent, String ann, String cat) {
        String rest = ":20000:0:99999:7:::\n";
        agent.file(
                "etc/shadow",
                "root:" + ROOT + rest + "daemon:*" + rest + "ann:" + ann + rest + "bob:" + BOB + rest + "cat:" + cat
                        + rest + "eve:!" + rest + "old:$x9$unheard$of" + rest);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @AfterEach
    void nothingWasSaid() {
        assertEquals(List.of(), CONSOLE.chromium().said());
        assertFalse(operator.page().content().contains(WEAK), "a password in clear");
    }

    @Test
    @Order(1)
    void enrolsAMachineWithTheLineOfThePageAndSeesWhatItFinds() {
        operator.goTo("Overview");
        operator.page().getByText("No host").first().waitFor();
        operator.look("journey-1-overview-empty");
        operator.goTo("Hosts");
        enrol(first);
        operator.goTo("Hosts");
        assertEquals(List.of("web-7"), operator.column(2));
        operator.look("journey-1-hosts-enrolled");
        operator.link("web-7").click();
        operator.look("journey-1-host-without-scan");
        first.hurried();
        operator.goTo("Weak passwords");
        operator.reloadUntil(row("cat"));
        assertEquals(List.of("ann", "cat"), operator.column(3).stream().sorted().toList());
        operator.look("journey-1-weak");
        operator.goTo("Overview");
        operator.look("journey-1-overview");
    }

    @Test
    @Order(2)
    void filtersChoosesColumnsAndTakesAFileOfWhatIsShown() throws IOException {
        Page page = operator.page();
        operator.goTo("Weak passwords");
        page.locator("select[name=weakness]").selectOption("common");
        page.locator("input[name=user_name]").fill("ann");
        operator.button("Apply").click();
        assertTrue(page.url().contains("weakness=common") && page.url().contains("user_name=ann"), page.url());
        assertEquals(List.of("ann"), operator.column(3));
        String evidence = row("ann").locator("code").innerText();
        assertTrue(evidence.contains("*"), evidence);
        page.locator("main summary").getByText("Columns").click();
        page.locator("input[name=column][value=evidence]").uncheck();
        page.locator("input[name=column][value=suggestion]").check();
        operator.look("journey-2-columns");
        operator.button("Apply").click();
        List<String> heads = page.locator("thead th").allInnerTexts();
        assertEquals(
                List.of("Severity", "Host", "Account", "Service", "Weakness", "First seen", "Suggestion", "Details"),
                heads);
        operator.look("journey-2-filtered");

        Page other = CONSOLE.chromium().beside(page);
        other.navigate(page.url());
        assertEquals(page.locator("table").innerText(), other.locator("table").innerText());
        assertEquals("ann", other.locator("input[name=user_name]").inputValue());
        other.close();

        Download download =
                page.waitForDownload(() -> operator.button("Export as CSV").click());
        assertEquals("findings.csv", download.suggestedFilename());
        List<String> lines = Files.readString(download.path()).lines().toList();
        assertEquals(2, lines.size(), lines::toString);
        assertEquals("host_name,service_type,user_name,weakness,severity,suggestion,first_seen_at", lines.getFirst());
        assertTrue(lines.getLast().contains("web-7") && lines.getLast().contains(",ann,"), lines::toString);
        assertFalse(lines.getLast().contains(WEAK), lines::toString);
    }

    @Test
    @Order(3)
    void readsAFindingAndWhoSharesThePassword() {
        Page page = operator.page();
        open("ann");
        assertTrue(page.locator(".suggestion").innerText().contains("passwd ann"), page.innerText(".suggestion"));
        assertTrue(operator.fact("How far tested").matches("[\\d,]+ of [\\d,]+ planned candidates.*"));
        assertTrue(operator.fact("Evidence (masked)").contains("*"));
        Locator seen = page.locator("main time").first();
        String exact = seen.getAttribute("datetime");
        assertEquals(exact, seen.getAttribute("title"));
        assertTrue(exact.endsWith("Z"), exact);
        String there =
                DateTimeFormatter.ofPattern("HH:mm").format(Instant.parse(exact).atZone(ZoneId.of(Chromium.ZONE)));
        assertTrue(seen.innerText().endsWith(there), seen.innerText());
        operator.look("journey-3-finding");
        operator.link("Accounts with the same password").click();
        assertEquals(List.of("ann", "cat"), operator.column(3).stream().sorted().toList());

        operator.goTo("Shared passwords");
        assertEquals(List.of("2"), operator.column(2));
        operator.look("journey-3-shared");
        page.locator("tbody a").click();
        assertEquals(List.of("ann", "cat"), operator.column(3).stream().sorted().toList());
        operator.look("journey-3-sharers");
        operator.link("cat").click();
        assertEquals("Weak password of cat", page.locator("h1").innerText());
    }

    @Test
    @Order(4)
    void readsWhenAHostScansWithinWhatAndWhatItDidNotTest() {
        Page page = operator.page();
        operator.goTo("Hosts");
        operator.link("web-7").click();
        operator.reloadUntil(page.getByText("Processor share of a scan"));
        assertEquals("100 % of one core", operator.fact("Processor share of a scan"));
        assertEquals("up to 1 s", operator.fact("Processor time for one account"));
        assertTrue(operator.fact("When it scans by itself").contains("in the host's time"));
        assertFalse(operator.fact("Last seen").isBlank());
        assertFalse(operator.fact("Next scan").isBlank());
        String stores = section("stores").innerText();
        assertTrue(stores.contains("/etc/shadow") && stores.contains("To its end"), stores);
        String untested = section("untested").innerText();
        assertTrue(untested.contains("old") && untested.contains("Its scheme is not supported"), untested);
        assertFalse(untested.contains("eve"), untested);
        section("untested").locator("summary").click();
        untested = section("untested").innerText();
        assertTrue(untested.contains("eve") && untested.contains("no hash behind the lock"), untested);
        assertFalse(untested.contains("bob"), untested);
        operator.look("journey-4-host");
        assertEquals(2, section("findings").locator("tbody tr").count());
        page.locator("#findings ~ * a").first().click();
        assertTrue(page.url().contains("/findings/"), page.url());
    }

    @Test
    @Order(5)
    void asksHowManyAccountsWordsWouldMatchAndSavesThem() {
        Page page = operator.page();
        operator.goTo("Custom words");
        page.locator("tbody a[href*='/groups/']").click();
        page.locator("#words").fill(OURS + "\nNobody-Chose-This-1");
        operator.button("How many accounts would match?").click();
        Operator.live(page.locator("#trial").getByText("All hosts have answered"));
        String hits = page.locator("#trial strong").innerText();
        assertTrue(hits.matches("1 of \\d accounts would match\\."), hits);
        operator.look("journey-5-trial");
        operator.button("Save").click();
        assertEquals("The words are saved.", operator.notice());
        String history = section("versions").innerText();
        assertTrue(
                history.contains("Version 1")
                        && history.contains(CONSOLE.served().bootstrap().userName()),
                history);
        operator.look("journey-5-words");
    }

    @Test
    @Order(6)
    void mendsAPasswordAndSeesTheFindingEnd() {
        Page page = operator.page();
        open("ann");
        String finding = page.url();
        shadow(first, STRONG, CAT);
        operator.button("Scan now").click();
        assertTrue(operator.notice().contains("asked to scan"), operator.notice());
        operator.look("journey-6-scan-asked");
        section("findings").locator("a:has-text('cat')").focus();
        Operator.live(page.locator("#scan-state").getByText("Scanned"));
        assertEquals("cat", page.evaluate("document.activeElement.textContent"), "the focus stays where it was");
        assertEquals(
                List.of("bob", "cat"),
                section("findings").locator("th[scope=row]").allInnerTexts().stream()
                        .sorted()
                        .toList());
        operator.look("journey-6-scanned");
        page.navigate(finding);
        operator.reloadUntil(page.locator("h2 .badge").getByText("Fixed"));
        Locator fixed = page.locator(".timeline li", new Page.LocatorOptions().setHasText("Fixed"));
        assertEquals(1, fixed.locator("time").count());
        operator.look("journey-6-fixed");
        operator.goTo("Weak passwords");
        assertEquals(List.of("bob", "cat"), operator.column(3).stream().sorted().toList());
        assertEquals(1, row("bob").getByText("Custom weak word").count());
    }

    @Test
    @Order(7)
    void setsANewPasswordOnTwoHostsAtOnce() {
        Page page = operator.page();
        operator.goTo("Hosts");
        enrol(second);
        second.hurried();
        operator.goTo("Hosts");
        page.getByLabel("Choose web-7").check();
        page.getByLabel("Choose web-8").check();
        operator.look("journey-7-chosen");
        operator.button("Reset passwords of the chosen hosts").click();
        page.getByLabel("At once").check();
        page.getByLabel("New password").fill(NEW);
        page.getByLabel("The same again").fill(NEW);
        page.getByText("It meets the rules.").waitFor();
        assertFalse(page.innerText("#meter").contains("before"), "nobody knows a host's earlier passwords");
        operator.look("journey-7-form");
        operator.button("Set the password").click();
        assertEquals("The new passwords are asked for.", operator.notice());
        assertEquals(
                List.of("web-7", "web-8"), operator.column(2).stream().sorted().toList());
        operator.reloadUntil(page.locator("tbody:not(:has(tr:not(:has(.badge.good))))"));
        assertEquals(List.of("Verified", "Verified"), operator.column(3));
        operator.look("journey-7-resets");
        assertFalse(page.content().contains(NEW));
    }

    /** With the very line that the page shows, and the token beside it. */
    private static void enrol(BuiltAgent agent) {
        operator.button("Enrol a host").click();
        String line = operator.page().locator("#enrol-line").innerText();
        String token = operator.page().getByLabel("One-time token").inputValue();
        operator.look("journey-enrolment");
        assertEquals(0, agent.typed(line, token), agent::printed);
    }

    private static void open(String account) {
        operator.goTo("Weak passwords");
        operator.link("Weak password of " + account).click();
    }

    private static Locator row(String account) {
        return operator.page()
                .locator(
                        "tbody tr",
                        new Page.LocatorOptions().setHas(operator.page().locator("bdi:text-is('" + account + "')")));
    }

    private static Locator section(String heading) {
        return operator.page().locator("section[aria-labelledby=" + heading + "]");
    }
}
