package dev.watchword.server.authentication;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Time that a test moves. */
final class MovableTime implements TimeMeter {

    private long nanos = 1;

    void move(Duration by) {
        nanos += by.toNanos();
    }

    @Override
    public long currentTimeNanos() {
        return nanos;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
