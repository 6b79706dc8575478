package dev.watchword.cli;

import dev.watchword.agent.machine.FolderDisk;
import dev.watchword.agent.run.Agent;
import dev.watchword.agent.run.AgentHome;
import dev.watchword.agent.run.AgentStatus;
import dev.watchword.audit.report.Counted;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code agent scan}: a scan now. */
@Command(
        name = "scan",
        description = "Scan now and report to the server: asks the agent that runs, or does it here when none does.",
        mixinStandardHelpOptions = true)
final class AgentScanCommand implements Callable<Integer> {

    private static final long LONGEST_DELIVERY_NANOS = 30_000_000_000L;

    @Mixin
    private AgentPlace place = new AgentPlace();

    @Mixin
    private AgentArguments arguments = new AgentArguments();

    @Override
    public Integer call() {
        try (AgentHome home = AgentHome.open(place.folder())) {
            ServerLog.toStandardError();
            return told(scanned(arguments.agent(home, false)));
        } catch (AgentHome.InUse running) {
            return ask();
        } catch (IOException e) {
            throw Failure.failed("the scan failed: " + Reasons.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted");
        }
    }

    private int ask() {
        try {
            FolderDisk.beside(place.folder()).write(Agent.ASK_FOR_SCAN, new byte[0]);
            System.out.println("the agent that runs was asked; watchword agent status shows how far it is");
            return Exit.DONE;
        } catch (IOException e) {
            throw Failure.failed("the agent cannot be asked: " + Reasons.of(e));
        }
    }

    private static AgentStatus scanned(Agent agent) throws IOException, InterruptedException {
        try (agent) {
            agent.askForScan();
            do {
                Thread.sleep(agent.turn());
            } while (agent.isScanning());
            long end = System.nanoTime() + LONGEST_DELIVERY_NANOS;
            while (!agent.isIdle() && System.nanoTime() < end) {
                Thread.sleep(agent.turn());
            }
            return agent.status();
        }
    }

    private static int told(AgentStatus status) {
        System.out.println(Counted.of(status.accounts(), "account") + ", "
                + Counted.of(status.findings(), "finding") + ", " + Counted.of(status.incomplete(), "store")
                + " incomplete");
        if (status.waiting() > 0) {
            System.out.println("the report waits for the server: " + status.problem());
        }
        if (!status.scanProblem().isEmpty()) {
            throw Failure.failed(status.scanProblem());
        }
        return status.incomplete() > 0 ? Exit.INCOMPLETE : Exit.DONE;
    }
}
