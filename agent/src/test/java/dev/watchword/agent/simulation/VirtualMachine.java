package dev.watchword.agent.simulation;

import dev.watchword.agent.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A machine whose time passes only when somebody waits. */
public final class VirtualMachine implements Machine {

    private final RandomGenerator random;
    private ZoneId zone = ZoneId.of("Europe/Vienna");
    private long wallMillis = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private long elapsedNanos;
    private int boot = 1;

    public VirtualMachine(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public void pass(Duration time) {
        elapsedNanos += time.toNanos();
        wallMillis += time.toMillis();
    }

    /** Somebody sets the clock. */
    public void setWallClock(Instant moment) {
        wallMillis = moment.toEpochMilli();
    }

    public void stand(ZoneId place) {
        zone = place;
    }

    public void reboot() {
        boot++;
    }

    public Instant now() {
        return Instant.ofEpochMilli(wallMillis);
    }

    @Override
    public long wallClock() {
        return wallMillis;
    }

    @Override
    public long elapsed() {
        return elapsedNanos;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public String bootId() {
        return "boot-" + boot;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void pause(Duration time) {
        pass(time);
    }
}
