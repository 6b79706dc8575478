package dev.watchword.cli;

import dev.watchword.agent.install.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agent install}: puts the agent on this machine. */
@Command(
        name = "install",
        description = {
            "Install the agent with a small Java runtime of its own, and its systemd units, switched on.",
            "With --destination a tree is made that can be copied to machines without a JDK."
        },
        mixinStandardHelpOptions = true)
final class AgentInstallCommand implements Callable<Integer> {

    @Option(names = "--destination", paramLabel = "DIR", defaultValue = "/", description = "Default: /")
    private Path destination = Path.of("/");

    @Option(names = "--scanner", description = "Give the unit room for reading images: 960 MB, and a whole core.")
    private boolean scanner;

    @Override
    public Integer call() {
        try {
            new Installation(destination.toAbsolutePath()).install(archives(), scanner);
        } catch (IOException e) {
            throw Failure.failed("the agent was not installed: " + Reasons.of(e));
        }
        System.out.println("installed below " + destination.toAbsolutePath() + "; now:");
        System.out.println("    /usr/lib/watchword/watchword-agent enrol --server URL --token-file FILE");
        System.out.println("    systemctl daemon-reload && systemctl start watchword-agent");
        return Exit.DONE;
    }

    private static List<Path> archives() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String entry : Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator))) {
            if (entry.endsWith("*")) {
                try (Stream<Path> files = Files.list(Path.of(entry).getParent())) {
                    files.forEach(found::add);
                }
            } else if (!entry.isEmpty()) {
                found.add(Path.of(entry));
            }
        }
        return found;
    }
}
