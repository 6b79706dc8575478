package dev.watchword.agent.run;

import java.time.Duration;

/** Does something again and again, on a thread of its own, until it is closed. */
final class Pulse implements AutoCloseable {

    private final Thread thread;

    private Pulse(Thread thread) {
        this.thread = thread;
    }

    /** @param beat must not throw; the first comes after the time between two */
    static Pulse every(Duration between, Runnable beat) {
        return new Pulse(Thread.ofPlatform().name("pulse").daemon().start(() -> {
            try {
                while (true) {
                    Thread.sleep(between);
                    beat.run();
                }
            } catch (InterruptedException e) {
                // it was closed
            }
        }));
    }

    /** No beat begins after this; one may be under way. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
