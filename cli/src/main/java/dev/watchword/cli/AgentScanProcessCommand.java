package dev.watchword.cli;

import dev.watchword.agent.enforce.LinuxRules;
import dev.watchword.agent.program.HelperProcess;
import dev.watchword.agent.run.ScanHelper;
import dev.watchword.agent.scan.ScanTarget;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent scan-process}: the process beside an agent that does one scan with faster kernels. */
@Command(
        name = "scan-process",
        hidden = true,
        description = "Do one scan for the agent, which starts this command.",
        mixinStandardHelpOptions = true)
final class AgentScanProcessCommand implements Callable<Integer> {

    private static final String VECTORS = "jdk.incubator.vector";

    /**
     * The agent's own, so that the process stays below 200 MB, but for its compiler: of a kernel's longest method it takes up to 64 MB for a
     * moment, and gives them back.
     */
    static final List<String> FLAGS = List.of(
            "-Xms16m",
            "-Xmx44m",
            "-Xmn4m",
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-XX:MaxMetaspaceSize=64m",
            "-XX:ReservedCodeCacheSize=24m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:-ShrinkHeapInSteps",
            "-XX:MaxDirectMemorySize=8m",
            "-XX:TrimNativeHeapInterval=2000",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=MemLimit,*.*,64M~stop",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:-HeapDumpOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=" + VECTORS);

    @Mixin
    private AgentPlace place = new AgentPlace();

    @Mixin
    private BudgetArguments budget = new BudgetArguments();

    @Option(names = "--cpu-share", paramLabel = "PERCENT", defaultValue = "10", description = "With the agent.")
    private int share = 10;

    @Option(names = "--root", paramLabel = "DIR", defaultValue = "/", description = "The root to scan.")
    private Path root = Path.of("/");

    @Option(names = "--offline-only", description = "Read files only.")
    private boolean offlineOnly;

    /** The process that this command is, as an agent starts it; empty when this Java has no vectors. */
    static Optional<HelperProcess> process(Path folder, ScanTarget target, int share, BudgetArguments budget) {
        if (ModuleFinder.ofSystem().find(VECTORS).isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(FLAGS);
        words.addAll(QuietJava.FLAGS);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), AgentMain.class.getName(), "scan-process"));
        words.addAll(List.of("--state", folder.toAbsolutePath().toString()));
        words.addAll(List.of("--root", target.root().toAbsolutePath().toString()));
        words.addAll(List.of("--cpu-share", Integer.toString(share)));
        words.addAll(budget.words());
        if (target.offlineOnly()) {
            words.add("--offline-only");
        }
        return Optional.of(new HelperProcess(words));
    }

    @Override
    public Integer call() {
        PrintStream answers = System.out;
        // Whatever else prints must not get between the answers.
        System.setOut(System.err);
        ServerLog.toStandardError();
        try {
            ScanHelper.beside(
                            place.folder(),
                            new ScanTarget(root, offlineOnly),
                            budget.limits().sharing(share / 100.0),
                            new LinuxRules())
                    .run(System.in, answers, () -> Runtime.getRuntime().halt(Exit.DONE));
            return Exit.DONE;
        } catch (IOException e) {
            throw Failure.failed("the agent's scan cannot be done: " + Reasons.of(e));
        }
    }
}
