package dev.watchword.cli;

import dev.watchword.agent.enforce.LinuxRules;
import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.program.SystemPower;
import dev.watchword.agent.reset.ResetChoice;
import dev.watchword.agent.run.Agent;
import dev.watchword.agent.run.AgentHome;
import dev.watchword.agent.run.AgentSettings;
import dev.watchword.agent.scan.ScanTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an agent is to work. */
final class AgentArguments {

    @Option(
            names = "--cpu-share",
            paramLabel = "PERCENT",
            defaultValue = "10",
            description = "Of one processor core, for the whole agent. Default: ${DEFAULT-VALUE}")
    private int share = 10;

    @Option(
            names = "--heartbeat",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "Speak to the server at least so often, if it wants less. Default: as the server says")
    private int heartbeat = 3_600;

    @Mixin
    private BudgetArguments budget = new BudgetArguments();

    @Mixin
    private ScannerArguments scanner = new ScannerArguments();

    @Option(
            names = "--reset-services",
            split = ",",
            paramLabel = "SERVICE",
            description = "Also reset accounts of these services when an operator asks for it: redis, tomcat, ftp,"
                    + " mysql. Default: none")
    private Set<String> services = Set.of();

    @Option(
            names = "--reset-through-pam",
            description =
                    "Set passwords of the system's accounts by chpasswd or passwd, so that this host's own policy may"
                            + " refuse them. Default: write the shadow file")
    private boolean throughPam;

    @Option(names = "--root", paramLabel = "DIR", defaultValue = "/", description = "The root to scan. Default: /")
    private Path root = Path.of("/");

    @Option(
            names = "--offline-only",
            description =
                    "Read files only. Otherwise a running MySQL, MariaDB or PostgreSQL is asked for its accounts over its local"
                            + " socket, as the machine's own administrator; the log tells each such session.")
    private boolean offlineOnly;

    @Option(
            names = "--no-fast-kernels",
            description =
                    "Never scan in a process of its own with faster kernels: up to 150 MB less memory while a scan"
                            + " runs, fewer guesses in the same time")
    private boolean scalar;

    /** What resets may do. */
    ResetChoice resets() {
        return new ResetChoice(services, throughPam);
    }

    /**
     * The agent that lives in a folder.
     *
     * @param readsImages whether it reads images, if it is a scanner
     */
    Agent agent(AgentHome home, boolean readsImages) throws IOException {
        if (share < 1 || share > 100) {
            throw Failure.usage("--cpu-share is 1 to 100");
        }
        if (heartbeat < 1 || heartbeat > 3_600) {
            throw Failure.usage("--heartbeat is 1 to 3600");
        }
        if (throughPam && !root.equals(Path.of("/"))) {
            throw Failure.usage("--reset-through-pam is for this machine itself, not for --root");
        }
        Membership membership = home.membership()
                .orElseThrow(() -> Failure.failed("this machine is not enrolled: watchword agent enrol"));
        ScanTarget target = new ScanTarget(root, offlineOnly);
        Duration interval = Duration.ofSeconds(heartbeat);
        Duration poll = interval.compareTo(Duration.ofSeconds(5)) < 0 ? interval : Duration.ofSeconds(5);
        return home.agent(
                membership,
                target,
                budget.limits().sharing(share / 100.0),
                new AgentSettings(Version.number(), interval, poll),
                new SystemPower(),
                new LinuxRules(),
                resets(),
                readsImages
                        ? Optional.of(AgentImagesCommand.process(home.images(), budget, scanner))
                        : Optional.empty(),
                scalar ? Optional.empty() : AgentScanProcessCommand.process(home.folder(), target, share, budget),
                List.of());
    }
}
