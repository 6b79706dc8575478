package dev.watchword.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Safe for use by many threads. */
public final class MovableClock implements InstantSource {

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Forwards, or backwards by a negative duration. */
    public synchronized void move(Duration by) {
        now = now.plus(by);
    }
}
