package dev.watchword.cli;

import dev.watchword.agent.run.Agent;
import dev.watchword.agent.run.AgentHome;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code agent run}: the agent, until it is told to stop. */
@Command(
        name = "run",
        description = "Run the agent. SIGTERM ends it; what a scan has learnt is kept.",
        mixinStandardHelpOptions = true)
final class AgentRunCommand implements Callable<Integer> {

    private static final long LONGEST_END_SECONDS = 25;

    @Mixin
    private AgentPlace place = new AgentPlace();

    @Mixin
    private AgentArguments arguments = new AgentArguments();

    @Override
    public Integer call() {
        ServerLog.toStandardError();
        CountDownLatch ended = new CountDownLatch(1);
        try (AgentHome home = AgentHome.open(place.folder())) {
            Agent agent = arguments.agent(home, true);
            home.keep(arguments.resets());
            stopOnSignal(Thread.currentThread(), ended);
            System.out.println("watchword: the agent runs in " + place.folder());
            agent.run();
        } catch (IOException e) {
            throw Failure.failed("the agent cannot run: " + Reasons.of(e));
        } finally {
            ended.countDown();
        }
        return Exit.DONE;
    }

    /** A stop that was asked for is no failure: the exit status is 0, which a shutdown by signal would not give. */
    private static void stopOnSignal(Thread loop, CountDownLatch ended) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            loop.interrupt();
                            await(ended);
                            Runtime.getRuntime().halt(Exit.DONE);
                        },
                        "stop"));
    }

    private static void await(CountDownLatch ended) {
        try {
            if (!ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("watchword: stopped before the scan had ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
