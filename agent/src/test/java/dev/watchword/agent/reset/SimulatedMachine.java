package dev.watchword.agent.reset;

import dev.watchword.agent.machine.Machine;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A machine whose time passes only when the simulation says so. */
final class SimulatedMachine implements Machine {

    /** The true time, which the server's clock shows. */
    private long time = 1_800_000_000_000L;

    private long elapsedMillis = 7;
    private long wallOffset;
    private long bootedAt = time;
    private int boots = 1;
    private final Random random;

    SimulatedMachine(Random random) {
        this.random = random;
    }

    long time() {
        return time;
    }

    long bootedAt() {
        return bootedAt;
    }

    void pass(long millis) {
        time += millis;
        elapsedMillis += millis;
    }

    /** The steady clock stands still meanwhile. */
    void sleep(long millis) {
        time += millis;
    }

    void jump(long millis) {
        wallOffset += millis;
    }

    void reboot() {
        time += 5_000;
        bootedAt = time;
        boots++;
        elapsedMillis = random.nextInt(1_000);
        time += 1_000;
        elapsedMillis += 1_000;
    }

    @Override
    public long wallClock() {
        return time + wallOffset;
    }

    @Override
    public long elapsed() {
        return elapsedMillis * 1_000_000;
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public String bootId() {
        return "boot-" + boots;
    }

    @Override
    public Optional<Duration> uptime() {
        return Optional.of(Duration.ofMillis(time - bootedAt));
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void pause(Duration duration) {
        pass(duration.toMillis());
    }
}
