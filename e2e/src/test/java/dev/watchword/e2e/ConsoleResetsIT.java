package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.watchword.testing.MachineRoot;
import dev.watchword.testing.SshMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Password resets as an operator sees them in a browser, set by the agent's own command on a machine with a real sshd. */
class ConsoleResetsIT {

    private static final String OLD = "0ld-Passw0rd";
    private static final String NEW = "N3w-Passw0rd.x";

    /** An agent starts, asks and answers within seconds; more is for a busy machine. */
    private static final Locator.WaitForOptions SOON = new Locator.WaitForOptions().setTimeout(90_000);

    /** A server writes down what heartbeats tell once a minute. */
    private static final Duration HEARD = Duration.ofSeconds(90);

    @RegisterExtension
    private static final ServedConsole CONSOLE = new ServedConsole();

    @TempDir
    private Path home = Path.of("");

    private MachineRoot machine;
    private BuiltAgent agent;
    private Page page;

    @BeforeEach
    void member() throws IOException {
        machine = MachineRoot.create(Files.createDirectory(home.resolve("root")));
        machine.password("root", OLD);
        machine.root().write("/etc/machine-id", UUID.randomUUID().toString().replace("-", "") + "\n");
        agent = BuiltAgent.in(home).enrol(CONSOLE.served());
        page = CONSOLE.chromium().window(Chromium.Options.PLAIN);
        page.navigate(CONSOLE.served().endpoint() + "/console/login");
        ConsoleLooks.login(page, CONSOLE.served());
    }

    @AfterEach
    void end() {
        page.context().close();
        agent.close();
    }

    @Test
    void anOperatorFollowsAResetUntilItIsVerified() {
        try (SshMachine ssh = SshMachine.start(machine, home, "PermitRootLogin yes\nUsePAM yes\n")) {
            ask("");
            live("Waits for the agent").waitFor();
            Chromium.picture(page, "reset-waiting-light");
            assertEquals(List.of(), Chromium.violations(page));
            Locator takeBack = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Take it back"));
            assertEquals(1, takeBack.count());
            page.evaluate("document.getElementById('steps').seenByTheTest = true");

            run();
            live("Verified").waitFor(SOON);
            assertTrue(
                    (boolean) page.evaluate("document.getElementById('steps').seenByTheTest === true"),
                    "the live region stays, and the page is not loaded again");
            assertEquals(0, takeBack.count(), "nobody can take it back any more");
            assertEquals(
                    List.of("Waits for the agent", "Set", "Verified"),
                    page.locator("#steps li").allTextContents().stream()
                            .map(text -> text.replaceAll(" · .*", "").strip())
                            .filter(step -> !List.of("The agent has it", "Ready for the next start")
                                    .contains(step))
                            .toList());
            assertTrue(ssh.logsIn("root", NEW), agent::printed);
            assertFalse(ssh.logsIn("root", OLD));
            looks("reset-verified");
        }
    }

    @Test
    void theFormSaysWhichRuleFailsAndWhyWhileOneTypes() {
        page.navigate(CONSOLE.served().endpoint() + "/console/projects/"
                + CONSOLE.served().bootstrap().projectId() + "/hosts");
        page.locator("tbody th a, tbody td a").first().click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Reset a password"))
                .click();
        page.locator("#new_password").pressSequentially("toor");
        page.getByText("It does not meet the rules yet:").waitFor();
        String broken = page.locator("#meter").innerText();
        assertTrue(broken.contains("8 to 26 characters"), broken);
        assertEquals("polite", page.locator("#meter").getAttribute("aria-live"));
        assertTrue(
                page.locator("#new_password").getAttribute("aria-describedby").contains("meter"));
        Chromium.picture(page, "reset-meter-broken-light");
        assertEquals(List.of(), Chromium.violations(page));
        page.locator("#new_password").fill(NEW);
        page.getByText("It meets the rules.").waitFor();
        Chromium.picture(page, "reset-meter-met-light");
        assertEquals(List.of(), Chromium.violations(page));
        assertEquals(List.of(), CONSOLE.chromium().said());
    }

    @Test
    void anOperatorIsToldInWordsWhyAResetFailed() {
        machine.lock("root");
        ask("");
        run();
        live("The account is locked; unlock it on the host first.").waitFor(SOON);
        ask("nobody-here");
        live("The host has no such account.").waitFor(SOON);
        assertEquals(1, page.locator("#steps .badge.critical").count());
        looks("reset-failed");
        assertFalse(agent.printed().contains(NEW));
        seesWhatTheAgentTellsOfItself();
    }

    private void seesWhatTheAgentTellsOfItself() {
        page.navigate(CONSOLE.served().endpoint() + "/console/projects/"
                + CONSOLE.served().bootstrap().projectId() + "/hosts/"
                + HostResets.ofAgent(CONSOLE.served(), agent.state()).hostId());
        Locator told = page.locator("dl.facts:has-text('Java heap of the agent')");
        long end = System.nanoTime() + HEARD.toNanos();
        while (told.count() == 0 && System.nanoTime() < end) {
            page.waitForTimeout(1_000);
            page.reload();
        }
        String facts = told.innerText();
        assertTrue(facts.contains("100 % of one core"), facts);
        assertTrue(facts.matches("(?s).*Java heap of the agent\\s+up to \\d+ MiB.*"), facts);
        assertFalse(facts.contains("Not told by this agent"), facts);
        assertEquals(List.of(), CONSOLE.chromium().said());
    }

    /** From the list of hosts to the new reset's page. */
    private void ask(String account) {
        page.navigate(CONSOLE.served().endpoint() + "/console");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Hosts").setExact(true))
                .click();
        page.locator("tbody th a[href$='/hosts/"
                        + HostResets.ofAgent(CONSOLE.served(), agent.state()).hostId() + "']")
                .click();
        String host = page.locator("h1").textContent().strip();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Reset a password"))
                .click();
        page.getByLabel("Account").fill(account);
        page.getByLabel("At once").check();
        page.getByLabel("New password").fill(NEW);
        page.getByLabel("The same again").fill(NEW);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Set the password"))
                .click();
        page.getByText("The new password is asked for.").waitFor();
        assertEquals(host, page.locator("dl.facts a").textContent().strip());
    }

    private Locator live(String text) {
        return page.locator("#steps p").getByText(text);
    }

    private void run() {
        agent.start(
                "run",
                "--state",
                agent.state().toString(),
                "--root",
                agent.root().toString(),
                "--offline-only",
                "--heartbeat",
                "1",
                "--cpu-share",
                "100");
    }

    private void looks(String name) {
        Map<String, String> pages = new TreeMap<>();
        pages.put(name, page.url());
        pages.put(
                name + "-list",
                CONSOLE.served().endpoint() + "/console/projects/"
                        + CONSOLE.served().bootstrap().projectId() + "/resets");
        assertEquals(List.of(), ConsoleLooks.look(CONSOLE.chromium(), CONSOLE.served(), pages));
        assertEquals(List.of(), CONSOLE.chromium().said());
    }
}
