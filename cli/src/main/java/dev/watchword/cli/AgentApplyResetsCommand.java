package dev.watchword.cli;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.run.AgentHome;
import dev.watchword.agent.run.BootResets;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent apply-resets}: the resets of a boot, as the unit runs it before logins. */
@Command(
        name = "apply-resets",
        description = {
            "Ask the server once for the resets that this boot is to apply, and apply them. The unit of boots runs it before"
                    + " anybody logs in; an agent that runs does it by itself.",
            "Exit status 3 when the server was not reached in time; the agent applies them later."
        },
        mixinStandardHelpOptions = true)
final class AgentApplyResetsCommand implements Callable<Integer> {

    @Mixin
    private AgentPlace place = new AgentPlace();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "No call is begun after so many seconds. Default: ${DEFAULT-VALUE}")
    private int patience = 20;

    @Option(
            names = "--reset-through-pam",
            description = "Set passwords by chpasswd or passwd. Default: as the agent did that ran here last")
    private boolean throughPam;

    @Option(names = "--root", hidden = true, paramLabel = "DIR", description = "What the agent takes for its machine.")
    private Path root = Path.of("/");

    @Override
    public Integer call() {
        if (patience < 0 || patience > 600) {
            throw Failure.usage("--patience is 0 to 600");
        }
        ServerLog.toStandardError();
        // A name that the network could not resolve a second ago may be resolved now.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        try (AgentHome home = AgentHome.open(place.folder())) {
            Membership membership = home.membership()
                    .orElseThrow(() -> Failure.failed("this machine is not enrolled: watchword agent enrol"));
            boolean pam = throughPam || home.resetChoice().throughPam();
            if (pam && !root.equals(Path.of("/"))) {
                throw Failure.usage("passwords are set through PAM on this machine itself, not on --root");
            }
            return told(home.bootResets(membership, root, pam).turn(Duration.ofSeconds(patience)));
        } catch (AgentHome.InUse running) {
            System.out.println("the agent runs and applies resets by itself");
            return Exit.DONE;
        } catch (IOException e) {
            throw Failure.failed("resets were not applied: " + Reasons.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted");
        }
    }

    private static int told(BootResets.End end) {
        return switch (end) {
            case DONE -> {
                System.out.println("the server was asked, and what it wanted at this boot is done");
                yield Exit.DONE;
            }
            case LEFT -> {
                System.out.println("a service's account is to be reset: the agent does it when services run");
                yield Exit.DONE;
            }
            case NOT_REACHED -> {
                System.out.println("the server was not reached in time: the agent applies resets later");
                yield Exit.INCOMPLETE;
            }
            case DENIED -> throw Failure.failed("the server does not accept this agent: enrol it again");
        };
    }
}
