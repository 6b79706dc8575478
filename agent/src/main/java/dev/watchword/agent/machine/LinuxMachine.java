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
import java.util.random.RandomGenerator;

/**
 * The Linux machine that the process runs on.
 *
 * @param bootId read once: it stays for as long as the machine runs
 * @param uptimeFile in the form of proc_uptime(5); empty when the boot id is not the kernel's own
 */
public record LinuxMachine(String bootId, Optional<Path> uptimeFile) implements Machine {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final int LONGEST = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    public LinuxMachine {
        if (bootId.isEmpty() || bootId.length() > LONGEST) {
            throw new IllegalArgumentException("a boot id has 1 to 64 characters");
        }
    }

    /** This machine; its boot id comes from {@code /proc} (random(4)). */
    public static LinuxMachine here() {
        return new LinuxMachine(bootIdIn(BOOT_ID), Optional.of(UPTIME));
    }

    /** A machine whose boot id stands in a file, as in a container that keeps its own. */
    public static LinuxMachine bootedAs(Path file) {
        return new LinuxMachine(bootIdIn(file), Optional.empty());
    }

    private static String bootIdIn(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the boot id cannot be read", e);
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
            return Optional.of(Duration.ofMillis((long) (Double.parseDouble(seconds) * 1_000)));
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
