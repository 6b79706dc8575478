package dev.watchword.benchmark.kernel;

import dev.watchword.hash.HashKernel;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemes;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Guesses a second of each scheme's kernels in one thread: its own, and the faster one where there is one. The counter {@code guesses}
 * is what to read; an operation is a batch.
 */
@State(Scope.Thread)
@Threads(1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {

    /** Which of a scheme's kernels. */
    public enum Which {
        /** The scheme's own. */
        OWN,
        /** The one that another room offers. */
        FAST
    }

    /** A scheme by its name; {@link #main} fills in those that are asked for. */
    @Param("sha512crypt")
    public String scheme = "";

    @Param
    public Which kernel = Which.OWN;

    private Optional<Batch> batch = Optional.empty();

    /** Guesses, which JMH divides by the time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counted {
        public long guesses;
    }

    /** {@code [SCHEME...]}: all that there are when none is named. */
    public static void main(String[] arguments) throws RunnerException {
        String[] all = HashSchemes.all().stream()
                .map(HashScheme::id)
                .map(Object::toString)
                .toArray(String[]::new);
        String[] chosen = arguments.length == 0 ? all : arguments;
        for (String name : chosen) {
            if (!Arrays.asList(all).contains(name)) {
                System.err.println("kernels knows " + String.join(", ", all) + ", not '" + name + "'");
                System.exit(2);
            }
        }
        for (String name : chosen) {
            for (Which which : Which.values()) {
                if (which == Which.OWN || Batch.hasFastKernel(name)) {
                    ChainedOptionsBuilder options = new OptionsBuilder()
                            .include(KernelBenchmark.class.getName())
                            .param("scheme", name)
                            .param("kernel", which.name());
                    new Runner(options.build()).run();
                }
            }
        }
    }

    @Setup(Level.Trial)
    public void open() {
        batch = Optional.of(Batch.open(scheme, kernel));
    }

    @TearDown(Level.Trial)
    public void close() {
        batch.ifPresent(one -> one.kernel().close());
    }

    /** One batch through {@link HashKernel#digest}. */
    @Benchmark
    public byte[] digests(Counted counted) {
        Batch one = batch.orElseThrow();
        one.kernel().digest(one.pairs(), one.digests());
        counted.guesses += one.pairs().size();
        return one.digests();
    }
}
