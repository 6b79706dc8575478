package dev.watchword.image.layer;

import dev.watchword.image.ImageLimits;
import dev.watchword.image.LimitReached;
import java.time.Duration;

/** What one image may still take of the limits that hold for all of its layers together. Belongs to one thread. */
public final class Meter {

    private final ImageLimits limits;
    private final long startedNanos = System.nanoTime();
    private int entries;
    private long reread;

    public Meter(ImageLimits limits) {
        this.limits = limits;
    }

    public ImageLimits limits() {
        return limits;
    }

    /** Asks for more of the image's time. */
    public void checkTime() throws LimitReached {
        if (System.nanoTime() - startedNanos >= limits.time().toNanos()) {
            throw new LimitReached("time", "more than " + spelled(limits.time()) + " for one image");
        }
    }

    /** Asks for so many more entries. */
    public void entries(int count) throws LimitReached {
        if (count > limits.entries() - entries) {
            throw new LimitReached("entries", "more than " + limits.entries() + " entries in one image");
        }
        entries += count;
    }

    void reread(long bytes) throws LimitReached {
        reread += bytes;
        if (reread > limits.rereadBytes()) {
            throw new LimitReached("rereads", "more than " + limits.rereadBytes() + " bytes read again in one image");
        }
    }

    private static String spelled(Duration time) {
        return time.toMillis() < 1_000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }
}
