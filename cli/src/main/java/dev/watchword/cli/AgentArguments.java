package dev.watchword.cli;

import dev.watchword.agent.enforce.LinuxRules;
import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.program.SystemPower;
import dev.watchword.agent.run.Agent;
import dev.watchword.agent.run.AgentHome;
import dev.watchword.agent.run.AgentSettings;
import dev.watchword.agent.scan.ScanLimits;
import dev.watchword.audit.Budget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--budget",
            paramLabel = "ACCOUNT,TOTAL",
            description = "CPU time for each account and in all, of every scan. Default: 20s,20m at night, 20s,3m when"
                    + " somebody asks")
    private @Nullable String budget;

    @Option(
            names = "--reset-services",
            split = ",",
            paramLabel = "SERVICE",
            description = "Also reset accounts of these services when an operator asks for it: redis, tomcat, ftp,"
                    + " mysql. Default: none")
    private Set<String> services = Set.of();

    @Option(names = "--root", paramLabel = "DIR", defaultValue = "/", description = "The root to scan. Default: /")
    private Path root = Path.of("/");

    /** The agent that lives in a folder. */
    Agent agent(AgentHome home) throws IOException {
        if (share < 1 || share > 100) {
            throw Failure.usage("--cpu-share is 1 to 100");
        }
        if (heartbeat < 1 || heartbeat > 3_600) {
            throw Failure.usage("--heartbeat is 1 to 3600");
        }
        Membership membership = home.membership()
                .orElseThrow(() -> Failure.failed("this machine is not enrolled: watchword agent enrol"));
        Duration interval = Duration.ofSeconds(heartbeat);
        Duration poll = interval.compareTo(Duration.ofSeconds(5)) < 0 ? interval : Duration.ofSeconds(5);
        return home.agent(
                membership,
                root,
                limits().sharing(share / 100.0),
                new AgentSettings(Version.number(), interval, poll),
                new SystemPower(),
                new LinuxRules(),
                services,
                List.of());
    }

    private ScanLimits limits() {
        if (budget == null) {
            return ScanLimits.DEFAULT;
        }
        String[] parts = budget.split(",", -1);
        if (parts.length != 2) {
            throw Failure.usage("--budget is ACCOUNT,TOTAL");
        }
        Budget each = new Budget(DurationText.parse(parts[0]), DurationText.parse(parts[1]));
        return new ScanLimits(ScanLimits.DEFAULT.cpuShare(), each, each, ScanLimits.DEFAULT.guess());
    }
}
