package dev.watchword.benchmark.john;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Whole runs of {@code watchword audit}, of an installed John the Ripper of any edition and of libxcrypt, by turns on the same
 * generated files, and what John jumbo would take on this machine. Times are CPU seconds, start included.
 */
public final class JohnComparison {

    /** John's format for all that crypt(3) knows is as slow as crypt(3): of what would take longer it gets a part. */
    private static final double MOST_JOHN_SECONDS = 20;

    private final Path room;
    private final WatchwordCommand watchword;
    private final Optional<John> john;
    private final int rounds;
    private final double share;
    private final double sampleSeconds;
    private final PrintStream progress;

    /**
     * @param room this room's folder, where the scripts are
     * @param watchword how the command is started
     * @param rounds how often each is run
     * @param share how much of each work is done, 1 for all of it
     * @param sampleSeconds processor time that libxcrypt gets for a rate
     */
    JohnComparison(
            Path room,
            List<String> watchword,
            Optional<John> john,
            int rounds,
            double share,
            double sampleSeconds,
            PrintStream progress) {
        this.room = room.toAbsolutePath();
        this.watchword = new WatchwordCommand(watchword);
        this.john = john;
        this.rounds = rounds;
        this.share = share;
        this.sampleSeconds = sampleSeconds;
        this.progress = progress;
    }

    /** {@code ROOM [ROUNDS [SHARE [NAME]]]}: a name takes only works that start with it, and then no page is written. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path room = Path.of(arguments[0]).toAbsolutePath();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        double share = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 1;
        String prefix = arguments.length > 3 ? arguments[3] : "";
        Path home = room.resolveSibling("");
        Optional<John> john = John.installed();
        JohnComparison comparison = new JohnComparison(
                room, List.of(home.resolve("watchword").toString()), john, rounds, share, 2, System.err);
        List<Line> lines = new ArrayList<>();
        for (Work work : Works.all()) {
            if (work.name().startsWith(prefix)) {
                lines.add(comparison.measure(work));
                System.err.print(ComparisonTable.row(lines.getLast()));
            }
        }
        String table = ComparisonTable.of(lines, comparison.machine());
        System.out.println(table);
        if (prefix.isEmpty()) {
            ComparisonTable.write(table, home.resolve("docs/performance.md"));
        }
    }

    /** One line of the table. */
    Line measure(Work whole) throws IOException, InterruptedException {
        Work work = share == 1 ? whole : whole.part(share);
        Path folder = Files.createTempDirectory("comparison");
        try {
            return measure(work, folder);
        } finally {
            Measured.remove(folder);
        }
    }

    private Line measure(Work work, Path folder) throws IOException, InterruptedException {
        progress.printf(Locale.ROOT, "%s, %,d × %,d%n", work.name(), work.accounts(), work.words());
        Path scripts = room.resolve("measured");
        GeneratedFiles files = GeneratedFiles.write(work, Files.createDirectory(folder.resolve("files")));
        Path own = Files.createDirectory(folder.resolve("watchword"));
        Path johns = Files.createDirectory(folder.resolve("john"));
        Libxcrypt libxcrypt = new Libxcrypt(room.resolve("guess-with-crypt"), folder, sampleSeconds);
        Optional<String> format = john.flatMap(found -> found.format(work));
        double crypts = libxcrypt.rate(
                work.isForCrypt() ? work.planted() : work.yardstick().stored());
        Work johnsWork = format.isPresent() ? johnsPart(work, format.get(), crypts) : work;
        GeneratedFiles johnsFiles = GeneratedFiles.write(johnsWork, johns);
        if (work.kind() == Work.Kind.AGAIN) {
            watchword.run(scripts, work.kind(), files, own);
            if (format.isPresent()) {
                john.orElseThrow().run(scripts, format.get(), work.kind(), johnsFiles, johns);
            }
        }
        List<Measured> ownRuns = new ArrayList<>();
        List<Measured> johnRuns = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        List<Double> yardsticks = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            // by turns, so that a busy machine is busy for all of them
            ownRuns.add(watchword.run(scripts, work.kind(), files, own));
            if (format.isPresent()) {
                johnRuns.add(john.orElseThrow()
                        .run(scripts, format.get(), work.kind(), johnsFiles, johns)
                        .times(work.guesses() / johnsWork.guesses()));
            }
            yardsticks.add(libxcrypt.rate(work.yardstick().stored()));
            if (work.isForCrypt()) {
                rates.add(
                        work.planted().equals(work.yardstick().stored())
                                ? yardsticks.getLast()
                                : libxcrypt.rate(work.planted()));
            }
        }
        return new Line(
                work,
                ownRuns,
                johnRuns,
                johnsWork.guesses() / work.guesses(),
                rates.isEmpty() ? Optional.empty() : Optional.of(work.guesses() / median(rates)),
                work.zenSeconds() * work.yardstick().zenRate() / median(yardsticks));
    }

    private Work johnsPart(Work work, String format, double cryptsRate) {
        double seconds = work.guesses() / cryptsRate;
        if (!format.equals("crypt") || seconds <= MOST_JOHN_SECONDS) {
            return work;
        }
        return work.part(MOST_JOHN_SECONDS / seconds);
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return DoubleStream.of(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }

    /** What the table is of: the day, the processor, the programs. */
    String machine() throws IOException {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.startsWith("model name")) {
                facts.putIfAbsent(Fact.PROCESSOR, line.substring(colon + 1).strip());
            }
            if (colon > 0 && line.startsWith("flags")) {
                facts.putIfAbsent(Fact.FLAGS, line.substring(colon + 1) + " ");
            }
        }
        String flags = facts.getOrDefault(Fact.FLAGS, "");
        String vectors = flags.contains(" avx512bw ") ? "AVX-512" : flags.contains(" avx2 ") ? "AVX2" : "no AVX2";
        return String.format(
                Locale.ROOT,
                "%s, %s of %d cores, %s%s, JDK %s, %s. %d round%s, %.3g of the work. Load %s when it ended.",
                LocalDate.now(java.time.ZoneOffset.UTC),
                facts.getOrDefault(Fact.PROCESSOR, System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                vectors,
                flags.contains(" sha_ni ") ? " and SHA" : "",
                Runtime.version(),
                john.map(found -> "John the Ripper " + found.version()).orElse("no John the Ripper"),
                rounds,
                rounds == 1 ? "" : "s",
                share,
                Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }

    private enum Fact {
        PROCESSOR,
        FLAGS
    }
}
