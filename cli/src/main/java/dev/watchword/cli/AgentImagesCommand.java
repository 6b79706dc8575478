package dev.watchword.cli;

import dev.watchword.agent.enforce.LinuxRules;
import dev.watchword.agent.images.ImageHelper;
import dev.watchword.agent.images.ImageMemory;
import dev.watchword.agent.images.ImageScanner;
import dev.watchword.agent.images.KeptFiles;
import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.program.HelperProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent images}: the process beside a scanner that reads images for it. */
@Command(
        name = "images",
        hidden = true,
        description = "Read images for the agent, which starts this command.",
        mixinStandardHelpOptions = true)
final class AgentImagesCommand implements Callable<Integer> {

    /** So that the process stays below 512 MB whatever it reads: the heap, and what a JVM takes besides. */
    static final List<String> FLAGS = List.of(
            "-Xms16m",
            "-Xmx352m",
            "-XX:+UseSerialGC",
            "-Xss1m",
            "-XX:MaxMetaspaceSize=64m",
            "-XX:ReservedCodeCacheSize=24m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:TieredStopAtLevel=4",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:-HeapDumpOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED");

    @Option(names = "--folder", required = true, paramLabel = "DIR", description = "Where kept files live.")
    private Path folder = Path.of("");

    @Mixin
    private BudgetArguments budget = new BudgetArguments();

    @Mixin
    private ScannerArguments arguments = new ScannerArguments();

    /** The process that this command is, as an agent starts it. */
    static HelperProcess process(Path folder, BudgetArguments budget, ScannerArguments arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(FLAGS);
        words.addAll(QuietJava.FLAGS);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), AgentMain.class.getName(), "images"));
        words.addAll(List.of("--folder", folder.toAbsolutePath().toString()));
        words.addAll(budget.words());
        words.addAll(arguments.words());
        return new HelperProcess(words);
    }

    @Override
    public Integer call() {
        PrintStream answers = System.out;
        // Whatever else prints must not get between the answers.
        System.setOut(System.err);
        try (ImageMemory memory = ImageMemory.open(folder, arguments.settings())) {
            KeptFiles kept = KeptFiles.open(folder, arguments.settings(), InstantSource.system());
            ImageScanner scanner = new ImageScanner(
                    LinuxMachine.here(), arguments.settings(), budget.limits(), new LinuxRules(), kept, memory);
            return new ImageHelper(scanner)
                    .run(System.in, answers, () -> Runtime.getRuntime().halt(Exit.DONE));
        } catch (IOException e) {
            throw Failure.failed("images cannot be read: " + Reasons.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Exit.DONE;
        }
    }
}
