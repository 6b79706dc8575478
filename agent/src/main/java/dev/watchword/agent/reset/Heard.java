package dev.watchword.agent.reset;

import dev.watchword.agent.machine.Machine;
import java.time.Duration;

/**
 * What time it is for the server, and how old its word is. The agent's wall clock decides nothing: it may jump, and at a boot
 * it may be years off. But when it moves on while the steady clock does not, the machine slept, and what was heard before is
 * old.
 *
 * @param machine whose clocks are read
 * @param serverTime epoch milliseconds; when the server spoke
 * @param askedElapsed the steady clock when it was asked, nanoseconds
 * @param askedWall the wall clock then, epoch milliseconds
 */
public record Heard(Machine machine, long serverTime, long askedElapsed, long askedWall) {

    /** For how long the server's word counts. */
    static final long FRESH_MILLIS = 60_000;

    private static final long CLOCK_DIFFERENCE_MILLIS = 1_000;

    /** To be made before the server is asked. */
    public static Heard asking(Machine machine) {
        return new Heard(machine, 0, machine.elapsed(), machine.wallClock());
    }

    /** The same with the server's answer. */
    public Heard answered(long serverTime) {
        return new Heard(machine, serverTime, askedElapsed, askedWall);
    }

    /** The server's time now, or a little later: the way of its answer is counted in whole. */
    long now() {
        return serverTime + Math.max(elapsedMillis(), machine.wallClock() - askedWall);
    }

    /** Whether it was heard lately, and no clock says otherwise. */
    boolean isFresh() {
        long elapsed = elapsedMillis();
        long wall = machine.wallClock() - askedWall;
        return elapsed >= 0 && elapsed < FRESH_MILLIS && Math.abs(wall - elapsed) <= CLOCK_DIFFERENCE_MILLIS;
    }

    /** How long it stays fresh when the clocks agree; not positive when it is old. */
    Duration freshFor() {
        return Duration.ofMillis(FRESH_MILLIS - elapsedMillis());
    }

    private long elapsedMillis() {
        return (machine.elapsed() - askedElapsed + 999_999) / 1_000_000;
    }

    @Override
    public String toString() {
        return "Heard[" + serverTime + "]";
    }
}
