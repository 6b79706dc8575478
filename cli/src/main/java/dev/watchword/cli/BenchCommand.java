package dev.watchword.cli;

import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.KernelRate;
import dev.watchword.hash.Kernels;
import dev.watchword.hash.Parsed;
import dev.watchword.hash.SchemeId;
import dev.watchword.hash.StoredHash;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench}: what this machine does in a second, and what a budget buys. */
@Command(
        name = "bench",
        description = "Measure how many guesses a second one core makes on each scheme, and with which kernel.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    private static final long MOST_SECONDS = 60;
    private static final double DEAREST_NANOS = 1e9;
    private static final double ABOUT = 0.9;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SCHEME",
            arity = "0..*",
            description = "Only these schemes, by the names of `watchword formats`. Default: all")
    private @Nullable List<String> names;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Processor time for each kernel of a scheme, 1 to 60. Default: ${DEFAULT-VALUE}")
    private long seconds = 1;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "60s",
            description =
                    "How many candidates this much processor time tries on one account. Default: ${DEFAULT-VALUE}")
    private String budget = "60s";

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw Failure.usage("--seconds is 1 to " + MOST_SECONDS);
        }
        Duration spent = DurationText.parse(budget);
        List<HashScheme> schemes = schemes();
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT, "%-18s %12s %12s  %-24s %12s", "SCHEME", "SCALAR/s", "BEST/s", "KERNEL", budget + " BUY"));
        Kernels kernels = Kernels.fastest(Runtime.getRuntime().maxMemory() / 4, remark -> {});
        for (HashScheme scheme : schemes) {
            sample(scheme).ifPresent(sample -> {
                KernelRate rate =
                        KernelRate.measure(kernels, scheme, sample, Duration.ofSeconds(seconds), new Random(1));
                out.println(row(scheme, rate, spent));
                out.println("  " + sample.settings());
                out.flush();
            });
        }
        return Exit.DONE;
    }

    private List<HashScheme> schemes() {
        if (names == null || names.isEmpty()) {
            return HashSchemes.all();
        }
        return names.stream().map(BenchCommand::scheme).toList();
    }

    private static HashScheme scheme(String name) {
        try {
            return HashSchemes.byId(new SchemeId(name)).orElseThrow(() -> unknown());
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Failure unknown() {
        return Failure.usage("no such scheme; `watchword formats` lists them");
    }

    /** A hash as people have them: of the known ones the first that is about as dear as any that takes no more than a second. */
    private static Optional<StoredHash> sample(HashScheme scheme) {
        List<StoredHash> affordable = scheme.knownAnswers().stream()
                .map(known -> scheme.parse(known.hash()))
                .flatMap(
                        parsed -> parsed instanceof Parsed.Readable readable ? Stream.of(readable.hash()) : Stream.of())
                .filter(hash -> hash.cost().nanos() <= DEAREST_NANOS)
                .toList();
        double dearest = affordable.stream()
                .mapToDouble(hash -> hash.cost().nanos())
                .max()
                .orElse(0);
        return affordable.stream()
                .filter(hash -> hash.cost().nanos() >= ABOUT * dearest)
                .findFirst();
    }

    private static String row(HashScheme scheme, KernelRate rate, Duration spent) {
        return String.format(
                Locale.ROOT,
                "%-18s %,12.0f %,12.0f  %-24s %,12.0f",
                scheme.id(),
                rate.scalar(),
                rate.best(),
                rate.fast().map(KernelRate.Fast::description).orElse("scalar"),
                rate.best() * spent.toNanos() / 1e9);
    }
}
