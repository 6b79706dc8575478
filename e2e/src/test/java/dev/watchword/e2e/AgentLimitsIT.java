package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.database.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an installed agent takes of its machine while it scans a thousand accounts, as the kernel counts it: from its first second, without
 * the help of a control group.
 */
class AgentLimitsIT {

    private static final int ACCOUNTS = 1_000;
    private static final int WINDOW_SECONDS = 60;
    private static final double SHARE = 10;

    /** Ten less than is promised, so that what grows is seen before the promise breaks. */
    private static final int MOST_MEGABYTES = 140;

    /** Of the share, in which the kernel's ticks and the moments of looking make a minute uncertain. */
    private static final double UNCERTAIN = 0.05;

    /** Of USER_HZ, which Linux shows to programs on every architecture of ours. */
    private static final int TICKS_A_SECOND = 100;

    @TempDir
    private Path home = Path.of("");

    /** Of both processes while fast kernels run in the second, what they share counted once. */
    private static final int MOST_MEGABYTES_TOGETHER = 256;

    /** Until then an agent waits that starts a process, and the process waits for what its own start has taken. */
    private static final int SETTLED_SECONDS = 120;

    private long besideMegabytes;
    private long togetherMegabytes;
    private long onceMegabytes;
    private long besideTicks;

    private record Sample(long nanos, long ticks) {}

    /** The agent, and the process of its scan while there is one; a process that has ended has taken what it had taken when it was seen last. */
    private Sample sample(Process agent) throws IOException {
        Optional<ProcessHandle> scan = agent.children().findFirst();
        if (scan.isPresent()) {
            try {
                long pid = scan.get().pid();
                besideTicks = Math.max(besideTicks, ticks(pid));
                besideMegabytes = Math.max(besideMegabytes, kilobytes(pid, "status", "VmHWM") >> 10);
                togetherMegabytes = Math.max(
                        togetherMegabytes,
                        kilobytes(pid, "status", "VmRSS") + kilobytes(agent.pid(), "status", "VmRSS") >> 10);
                onceMegabytes = Math.max(
                        onceMegabytes,
                        kilobytes(pid, "smaps_rollup", "Pss") + kilobytes(agent.pid(), "smaps_rollup", "Pss") >> 10);
            } catch (NoSuchFileException gone) {
                // it has ended since
            }
        }
        return new Sample(System.nanoTime(), ticks(agent.pid()) + besideTicks);
    }

    /** Prints the figures; the share is held loosely, since others work on this machine meanwhile. */
    @Test
    void keepsItsShareAndItsMemoryForMoreThanAMinute() throws Exception {
        measure(75, 1, 5 * SHARE, false);
    }

    /** The agent and the process beside it, in which fast kernels are compiled and digest, are held to one share. */
    @Tag("long")
    @Test
    void keepsItsShareWithFastKernelsBesideItForTenMinutes() throws Exception {
        measure(600, SHARE - 2, SHARE + 2, true);
    }

    @Tag("long")
    @Test
    void keepsItsShareAndItsMemoryForTenMinutes() throws Exception {
        measure(600, SHARE - 2, SHARE + 2, false);
    }

    private void measure(int seconds, double least, double most, boolean fast) throws Exception {
        Path machine = home.resolve("machine");
        try (ServedWatchword served = ServedWatchword.on(Dialect.SQLITE);
                BuiltAgent built = BuiltAgent.in(home)) {
            thousandAccounts(built);
            assertEquals(0, built.run("install", "--destination", machine.toString()), built::printed);
            BuiltAgent agent = built.by(
                            machine.resolve("usr/lib/watchword/watchword-agent").toString())
                    .enrol(served);
            if (fast) {
                // As a scan leaves it that could not try everything.
                Files.writeString(built.state().resolve("slow-work"), "{\"seconds\":100000}");
            }
            Process process = agent.start(
                    "run",
                    "--state",
                    built.state().toString(),
                    "--root",
                    built.root().toString());
            List<Sample> samples = new ArrayList<>();
            for (long begin = System.nanoTime();
                    System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds + WINDOW_SECONDS / 6); ) {
                samples.add(sample(process));
                TimeUnit.MILLISECONDS.sleep(500);
            }
            DoubleSummaryStatistics shares = windows(samples, 0);
            DoubleSummaryStatistics settled = windows(samples, seconds > SETTLED_SECONDS ? SETTLED_SECONDS : 0);
            long resident = kilobytes(process.pid(), "status", "VmHWM") << 10;
            assertEquals(fast, besideMegabytes > 0, built::printed);
            System.out.printf(
                    Locale.ROOT,
                    "an agent took %.1f to %.1f %% of a core (mean %.1f) in %d windows of %d s, and %d MB at most; its scan %d MB,"
                            + " both together %d MB resident, %d MB with what they share counted once%n",
                    shares.getMin(),
                    shares.getMax(),
                    shares.getAverage(),
                    shares.getCount(),
                    WINDOW_SECONDS,
                    resident >> 20,
                    besideMegabytes,
                    togetherMegabytes,
                    onceMegabytes);
            Files.writeString(
                    Path.of("target", "agent-limits-" + seconds + (fast ? "-fast" : "") + ".csv"), table(samples));
            String status = Files.readString(built.state().resolve("status"));
            assertTrue(status.contains("\"scanning\":") && !status.contains("\"scanning\":-1"), status);
            assertTrue(shares.getMax() <= most + UNCERTAIN, () -> "too much: " + shares);
            assertTrue(settled.getMin() >= least - UNCERTAIN, () -> "too little: " + settled);
            assertTrue(resident >> 20 <= MOST_MEGABYTES, () -> resident + " bytes");
            assertTrue(onceMegabytes <= MOST_MEGABYTES_TOGETHER, () -> "with its scan: " + onceMegabytes + " MB");
        }
    }

    /** The share of each minute that begins so many seconds after the start, or later. */
    private static DoubleSummaryStatistics windows(List<Sample> samples, int afterSeconds) {
        DoubleSummaryStatistics shares = new DoubleSummaryStatistics();
        long earliest = samples.getFirst().nanos() + TimeUnit.SECONDS.toNanos(afterSeconds);
        int from = 0;
        while (samples.get(from).nanos() < earliest) {
            from++;
        }
        for (Sample to : samples) {
            while (to.nanos() - samples.get(from).nanos() >= TimeUnit.SECONDS.toNanos(WINDOW_SECONDS)) {
                Sample begin = samples.get(from++);
                double cpuSeconds = (to.ticks() - begin.ticks()) / (double) TICKS_A_SECOND;
                shares.accept(100 * cpuSeconds / ((to.nanos() - begin.nanos()) / 1e9));
            }
        }
        return shares;
    }

    private static String table(List<Sample> samples) {
        StringBuilder table = new StringBuilder("seconds,cpu_seconds\n");
        for (Sample each : samples) {
            table.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.2f%n",
                    (each.nanos() - samples.getFirst().nanos()) / 1e9,
                    each.ticks() / (double) TICKS_A_SECOND));
        }
        return table.toString();
    }

    /** User and system time of the process and all its threads, proc_pid_stat(5). */
    private static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long kilobytes(long pid, String file, String field) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/" + file))
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Stored passwords that no word matches, so that there is always something to try: of each scheme a form with made-up digits. */
    private static void thousandAccounts(BuiltAgent agent) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder passwd = new StringBuilder();
        StringBuilder shadow = new StringBuilder();
        for (int i = 0; i < ACCOUNTS; i++) {
            String stored = switch (i % 10) {
                case 0, 1, 2, 3 -> "$y$j9T$" + digits(random, 21) + ".$" + digits(random, 42) + "0";
                case 4, 5, 6 -> "$6$" + digits(random, 16) + "$" + digits(random, 85) + ".";
                case 7 -> "$5$" + digits(random, 16) + "$" + digits(random, 42) + ".";
                case 8 -> "$2b$10$" + digits(random, 21) + "." + digits(random, 30) + "O";
                default -> "$1$" + digits(random, 8) + "$" + digits(random, 21) + ".";
            };
            passwd.append("user%d:x:%d:%d::/home/user%d:/bin/bash\n".formatted(i, 1_000 + i, 1_000 + i, i));
            shadow.append("user%d:%s:20000:0:99999:7:::\n".formatted(i, stored));
        }
        agent.file("etc/machine-id", "0123456789abcdef0123456789abcdef\n")
                .file("etc/passwd", passwd.toString())
                .file("etc/shadow", shadow.toString());
    }

    private static String digits(SplittableRandom random, int length) {
        String all = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(all.charAt(random.nextInt(all.length())));
        }
        return text.toString();
    }
}
