package dev.watchword.server;

import dev.watchword.server.resets.ResetExpiry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What the server does by itself: writes down who was heard, lets resets expire, takes back the jobs
 * of vanished scanners, starts scans of images that are due, and erases what its time is over for.
 * One after the other; one that fails is told in the log and tried again at its next time.
 */
final class Chores implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Chores.class.getName());

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("chores").factory());
    private final Features features;

    private Chores(Features features) {
        this.features = features;
    }

    static Chores start(Features features) {
        Chores chores = new Chores(features);
        Parts parts = features.parts();
        chores.each(1, TimeUnit.MINUTES, "heartbeats", features.fleet().heartbeats()::flush);
        chores.each(
                1, TimeUnit.MINUTES, "scans of images", features.imageScans().chores()::run);
        chores.each(
                60,
                TimeUnit.MINUTES,
                "old scans of images",
                features.imageScans().chores()::forget);
        chores.each(
                5,
                TimeUnit.MINUTES,
                "expiry of resets",
                new ResetExpiry(parts, features.cloudServers().kept()));
        chores.each(
                60,
                TimeUnit.MINUTES,
                "retention",
                () -> features.weakPasswords().retention().run(parts.now()));
        chores.each(
                60,
                TimeUnit.MINUTES,
                "words of trials",
                () -> parts.database()
                        .change(handle -> features.words().dryRuns().dropExpiredWords(handle, parts.now())));
        return chores;
    }

    private void each(long period, TimeUnit unit, String what, Runnable chore) {
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        chore.run();
                    } catch (RuntimeException e) {
                        LOG.log(System.Logger.Level.ERROR, what + " failed", e);
                    }
                },
                period,
                period,
                unit);
    }

    /** Stops, and writes down who was heard last. */
    @Override
    public void close() {
        thread.shutdownNow();
        features.fleet().heartbeats().flush();
    }
}
