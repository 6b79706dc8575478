package dev.watchword.agent.reset;

import java.time.Duration;

/** The right to change a password, which ends by itself: with the reset's time, or when the server was heard too long ago. */
public interface Permit {

    /** How long may be waited for a lock; zero when the permit has ended. */
    Duration patience();

    /** Whether it still stands. To be asked once more right before the change. */
    default boolean stands() {
        return !patience().isZero();
    }
}
