package dev.watchword.cli;

import dev.watchword.agent.install.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agent uninstall}: takes the agent off this machine. */
@Command(
        name = "uninstall",
        description = "Take the agent and its units away; stop it first. Its state stays in /var/lib/watchword-agent.",
        mixinStandardHelpOptions = true)
final class AgentUninstallCommand implements Callable<Integer> {

    @Option(names = "--destination", paramLabel = "DIR", defaultValue = "/", description = "Default: /")
    private Path destination = Path.of("/");

    @Override
    public Integer call() {
        try {
            new Installation(destination.toAbsolutePath()).uninstall();
            System.out.println("uninstalled; /var/lib/watchword-agent holds its keys until you delete it");
            return Exit.DONE;
        } catch (IOException e) {
            throw Failure.failed("the agent could not be taken away whole: " + Reasons.of(e));
        }
    }
}
