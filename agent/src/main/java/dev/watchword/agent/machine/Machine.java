package dev.watchword.agent.machine;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What an agent knows of the machine that it runs on, and how it waits there. Everything that is not the same at each run
 * (time, chance, boots) comes through here, so that a simulation can decide it. Safe for use by many threads.
 */
public interface Machine {

    /** The wall clock, epoch milliseconds. It may be wrong, jump, and go backwards. */
    long wallClock();

    /** A clock that never goes backwards while the machine runs, nanoseconds from an arbitrary moment. */
    long elapsed();

    /** Where the machine stands. */
    ZoneId zone();

    /** Another one after each boot of the machine, the same for as long as it runs; 1 to 64 characters. */
    String bootId();

    /** How long the machine runs since its boot, its sleep included; empty when it does not tell. */
    default Optional<Duration> uptime() {
        return Optional.empty();
    }

    /** Chance that nobody can foresee. */
    RandomGenerator random();

    /**
     * Waits.
     *
     * @throws InterruptedException when the agent is told to stop
     */
    void pause(Duration time) throws InterruptedException;
}
