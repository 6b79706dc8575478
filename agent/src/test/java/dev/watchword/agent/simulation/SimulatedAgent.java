package dev.watchword.agent.simulation;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.link.Link;
import dev.watchword.agent.outbox.Outbox;
import dev.watchword.agent.run.Agent;
import dev.watchword.agent.run.AgentSettings;
import dev.watchword.agent.words.WordCache;
import dev.watchword.agent.work.CommandHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** An agent in a world of its own, which may crash and begin again on what its disk kept. */
public final class SimulatedAgent {

    public final VirtualMachine machine;
    public final MemoryDisk disk = new MemoryDisk();
    public final ModelServer server;
    public final VirtualScans scans;
    public Agent agent;

    private final List<CommandHandler> handlers;
    private final Membership first;

    public SimulatedAgent(long seed, Duration scanLength, List<CommandHandler> handlers) throws IOException {
        SplittableRandom chance = new SplittableRandom(seed);
        this.machine = new VirtualMachine(chance.nextLong());
        this.server = new ModelServer(machine, chance.split());
        this.scans = new VirtualScans(machine, scanLength);
        this.handlers = handlers;
        this.first = server.membership();
        this.agent = started();
    }

    private Agent started() throws IOException {
        Membership membership = new Memberships(disk).find().orElse(first);
        return new Agent(
                new Agent.Parts(
                        machine,
                        disk,
                        membership,
                        Link.open(server, machine, disk, membership),
                        Outbox.open(disk),
                        WordCache.open(disk, new byte[32]),
                        scans),
                AgentSettings.of("1.0"),
                handlers);
    }

    /** Lets virtual time pass; a crash begins the agent anew, after a while. */
    public void run(Duration time) throws Exception {
        long end = machine.elapsed() + time.toNanos();
        while (machine.elapsed() < end) {
            try {
                machine.pass(agent.turn());
            } catch (MemoryDisk.Crash crash) {
                restart();
            }
        }
    }

    /** The process dies and begins again; it may crash while it begins, too. */
    public void restart() throws IOException {
        scans.die();
        disk.crashNoMore();
        machine.pass(Duration.ofSeconds(10));
        agent = started();
    }
}
