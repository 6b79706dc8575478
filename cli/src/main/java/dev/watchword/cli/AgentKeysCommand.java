package dev.watchword.cli;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.link.Outcome;
import dev.watchword.agent.run.AgentHome;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code agent change-keys}: new keys in the place of those that were made when the machine enrolled. */
@Command(
        name = "change-keys",
        description = "Change this agent's keys for new ones. The agent must not run meanwhile.",
        mixinStandardHelpOptions = true)
final class AgentKeysCommand implements Callable<Integer> {

    @Mixin
    private AgentPlace place = new AgentPlace();

    @Override
    public Integer call() {
        try (AgentHome home = AgentHome.open(place.folder())) {
            Membership membership = home.membership()
                    .orElseThrow(() -> Failure.failed("this machine is not enrolled: watchword agent enrol"));
            return told(home.changeKeys(membership));
        } catch (IOException e) {
            throw Failure.failed("the keys were not changed: " + Reasons.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted");
        }
    }

    private static int told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> {
                System.out.println("the server takes the new keys and no longer the old ones");
                yield Exit.DONE;
            }
            case Outcome.Refused refused -> throw Failure.failed("the server refuses: " + refused.code());
            case Outcome.Denied denied -> throw Failure.failed(denied.why());
            case Outcome.Later later ->
                throw Failure.failed(
                        "it is not known yet whether the server took the new keys, and the agent will find out: "
                                + later.why());
        };
    }
}
