package dev.watchword.agent.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The Linux machine that the process runs on. A container that boots, with a service manager as its first process, is a machine of its own: the
 * kernel's boot and the kernel's uptime are those of its host, so its first process tells when it booted.
 *
 * @param bootId read once: it stays for as long as the machine runs
 * @param uptimeFile in the form of proc_uptime(5); empty when the boot id is not the kernel's own
 * @param bootedAt since the kernel's boot
 */
public record LinuxMachine(String bootId, Optional<Path> uptimeFile, Duration bootedAt) implements Machine {

    private static final int LONGEST = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What is first in a container is not always a service manager; an agent that is, and restarts, is no boot. */
    private static final Set<String> SERVICE_MANAGERS = Set.of("systemd", "init");

    /** A kernel starts its own first process sooner than this, a container that is started with its host later. */
    private static final Duration KERNELS_OWN = Duration.ofSeconds(10);

    /** Of USER_HZ, in which programs are told of times on every architecture of ours. */
    private static final long TICK_MILLIS = 10;

    public LinuxMachine {
        if (bootId.isEmpty() || bootId.length() > LONGEST) {
            throw new IllegalArgumentException("a boot id has 1 to 64 characters");
        }
    }

    /** This machine; its boot id comes from {@code /proc} (random(4)). */
    public static LinuxMachine here() {
        return seenIn(Path.of("/proc"));
    }

    static LinuxMachine seenIn(Path proc) {
        String kernels = bootIdIn(proc.resolve("sys/kernel/random/boot_id"));
        long ticks = containersBoot(proc.resolve("1"));
        return new LinuxMachine(
                ticks == 0 ? kernels : kernels + "-" + ticks,
                Optional.of(proc.resolve("uptime")),
                Duration.ofMillis(ticks * TICK_MILLIS));
    }

    /** A machine whose boot id stands in a file, as in a container that keeps its own. */
    public static LinuxMachine bootedAs(Path file) {
        return new LinuxMachine(bootIdIn(file), Optional.empty(), Duration.ZERO);
    }

    private static String bootIdIn(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the boot id cannot be read", e);
        }
    }

    /** When the first process was started (proc_pid_stat(5), field 22), if it is a container's service manager; 0 otherwise. */
    private static long containersBoot(Path first) {
        try {
            String stat = Files.readString(first.resolve("stat"), StandardCharsets.ISO_8859_1);
            int afterName = stat.lastIndexOf(')');
            String name = stat.substring(stat.indexOf('(') + 1, afterName);
            long ticks = Long.parseLong(stat.substring(afterName + 2).split(" ")[19]);
            return SERVICE_MANAGERS.contains(name) && ticks * TICK_MILLIS > KERNELS_OWN.toMillis() ? ticks : 0;
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public long wallClock() {
        return System.currentTimeMillis();
    }

    @Override
    public long elapsed() {
        return System.nanoTime();
    }

    @Override
    public ZoneId zone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Optional<Duration> uptime() {
        if (uptimeFile.isEmpty()) {
            return Optional.empty();
        }
        try {
            String seconds = Files.readString(uptimeFile.get(), StandardCharsets.US_ASCII)
                    .split(" ", 2)[0];
            return Optional.of(Duration.ofMillis((long) (Double.parseDouble(seconds) * 1_000))
                    .minus(bootedAt));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public RandomGenerator random() {
        return RANDOM;
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
