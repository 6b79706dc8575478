package dev.watchword.agent.reset;

import java.time.Duration;

/** The right to change a password, which ends by itself: with the reset's time, or when the server was heard too long ago. */
@FunctionalInterface
public interface Permit {

    /** The longest wait for a lock or a server. */
    Duration LONGEST_WAIT = Duration.ofSeconds(15);

    /** How long it still stands; zero when it has ended. What takes effect by itself must be given no more time than this. */
    Duration left();

    /** How long may be waited for a lock; zero when the permit has ended. */
    default Duration patience() {
        Duration left = left();
        return left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
    }

    /** Whether it still stands. To be asked once more right before the change. */
    default boolean stands() {
        return !left().isZero();
    }
}
