package dev.watchword.cli;

import dev.watchword.agent.enforce.LinuxRules;
import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.ServerAddress;
import dev.watchword.agent.identity.ThisHost;
import dev.watchword.agent.link.Addresses;
import dev.watchword.agent.link.Enrolment;
import dev.watchword.agent.link.HttpTransport;
import dev.watchword.agent.link.Transport;
import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.program.SystemPower;
import dev.watchword.agent.reset.ResetChoice;
import dev.watchword.agent.run.Agent;
import dev.watchword.agent.run.AgentHome;
import dev.watchword.agent.run.AgentSettings;
import dev.watchword.agent.scan.ScanLimits;
import dev.watchword.audit.Budget;
import dev.watchword.protocol.HostFacts;
import dev.watchword.rootfs.FolderRootFs;
import dev.watchword.rootfs.RootFs;
import dev.watchword.server.ServerConfig;
import dev.watchword.server.WatchwordServer;
import dev.watchword.server.bootstrap.Refusal;
import dev.watchword.server.enrolment.LocalMembership;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: the main job with its defaults: server and agent of this machine in one process. */
@Command(
        name = "up",
        description = {
            "Run the server and the agent of this machine, scan it, and show what was found.",
            "The findings stand on the screen first; then server and agent go on until Ctrl-C. With --once the command ends"
                    + " when the server has the report, with the exit status of the scan."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    /** Tells what the memory knows already: the scan on the screen has done the work. */
    private static final ScanLimits NOTHING_NEW = new ScanLimits(
            1,
            new Budget(Duration.ZERO, Duration.ZERO),
            new Budget(Duration.ZERO, Duration.ZERO),
            ScanLimits.DEFAULT.guess());

    private static final long LONGEST_DELIVERY_NANOS = 60_000_000_000L;
    private static final int LONGEST_END_SECONDS = 25;

    @Mixin
    private MachineScan scan = new MachineScan();

    @Mixin
    private NotInUp notInUp = new NotInUp();

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = ServerConfig.LISTEN,
            description = "Where the server listens (default: ${DEFAULT-VALUE}).")
    private String listen = ServerConfig.LISTEN;

    @Option(names = "--once", description = "End when the findings are shown and the server has them.")
    private boolean once;

    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public Integer call() {
        notInUp.refuse();
        ServerLog.toStandardError();
        try {
            ServerConfig config = config();
            try (WatchwordServer running = WatchwordServer.start(config);
                    AgentHome home = AgentHome.open(config.data().resolve("agent"))) {
                return together(running, home, config.data());
            }
        } catch (Refusal refusal) {
            throw Failure.of(refusal);
        } catch (IOException e) {
            throw Failure.failed("it cannot run: " + Reasons.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Exit.DONE;
        } finally {
            ended.countDown();
        }
    }

    /** The scan on the screen and the agent's own share one memory, so that nothing is computed twice. */
    private int together(WatchwordServer running, AgentHome home, Path data) throws IOException, InterruptedException {
        Membership membership = enrolled(running, home);
        int status = scan.run(MemoryPlace.at(home.memory()));
        deliver(agent(home, membership, NOTHING_NEW));
        if (once) {
            System.err.println("watchword: the findings are kept in " + data
                    + ", and shown by watchword up without --once, or by watchword serve");
            return status;
        }
        Agent agent = agent(home, membership, ScanLimits.DEFAULT);
        System.out.println("watchword: server and agent run at " + running.endpoint()
                + " until Ctrl-C; the console is at " + running.endpoint() + "/console");
        if (running.first().isPresent()) {
            System.out.println("watchword: the first credentials are in bootstrap.json of the data folder: store them"
                    + " elsewhere and delete it");
        }
        stopOnSignal(Thread.currentThread());
        agent.run();
        return Exit.DONE;
    }

    private Agent agent(AgentHome home, Membership membership, ScanLimits limits) throws IOException {
        return home.agent(
                membership,
                scan.target(),
                limits,
                AgentSettings.of(Version.number()),
                new SystemPower(),
                new LinuxRules(),
                ResetChoice.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static void deliver(Agent agent) throws IOException, InterruptedException {
        try (agent) {
            agent.askForScan();
            long end = System.nanoTime() + LONGEST_DELIVERY_NANOS;
            do {
                TimeUnit.NANOSECONDS.sleep(agent.turn().toNanos() / 10);
            } while (!agent.isIdle() && System.nanoTime() < end);
            if (!agent.isIdle()) {
                throw Failure.failed(
                        "the server did not take the report: " + agent.status().problem());
            }
        }
    }

    private Membership enrolled(WatchwordServer running, AgentHome home) throws IOException, InterruptedException {
        String url = "http://127.0.0.1:" + running.port();
        Optional<Membership> before =
                home.membership().filter(each -> each.server().url().equals(url));
        if (before.isPresent()) {
            return before.get();
        }
        ServerAddress address = new ServerAddress(url, "", "");
        try (RootFs files = FolderRootFs.at(scan.root());
                Transport transport = HttpTransport.to(address)) {
            HostFacts facts = ThisHost.facts(
                    files, Addresses.towards(address), LinuxMachine.here().bootId(), Version.number());
            LocalMembership.Token token = running.localToken(facts);
            Enrolment.Result result = new Enrolment(transport, home.disk())
                    .enrol(address, token.secret(), Optional.of(token.fingerprint()), facts);
            return switch (result) {
                case Enrolment.Enrolled enrolled -> enrolled.membership();
                case Enrolment.Refused refused ->
                    throw Failure.failed("this machine was not enrolled: " + refused.reason());
            };
        }
    }

    private ServerConfig config() throws Refusal {
        ServerConfig base = server.config();
        ServerConfig config = new ServerConfig(
                base.data(),
                ServerConfig.address(listen),
                base.database(),
                base.tls(),
                false,
                base.endpoint(),
                base.adminPassword());
        if (!config.listen().getAddress().isLoopbackAddress()) {
            throw new Refusal("up listens on this machine only; watchword serve opens a server to others");
        }
        return config;
    }

    /** A stop that was asked for is no failure: the exit status is 0, which a shutdown by signal would not give. */
    private void stopOnSignal(Thread loop) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            loop.interrupt();
                            await();
                            Runtime.getRuntime().halt(Exit.DONE);
                        },
                        "stop"));
    }

    private void await() {
        try {
            if (!ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("watchword: stopped before everything was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
