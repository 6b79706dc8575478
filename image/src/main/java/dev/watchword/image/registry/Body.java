package dev.watchword.image.registry;

import dev.watchword.image.ImageFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of an answer. A registry that stops sending is hung up on: a reader of sockets has no patience of its own. */
final class Body extends FilterInputStream {

    private static final int CHECKS = 4;

    private final AtomicLong progressNanos = new AtomicLong(System.nanoTime());
    private final AtomicBoolean reading = new AtomicBoolean();
    private final AtomicBoolean hungUp = new AtomicBoolean();
    private final ScheduledFuture<?> watch;

    Body(InputStream source, ScheduledExecutorService watchers, long patienceNanos) {
        super(source);
        this.watch = watchers.scheduleWithFixedDelay(
                () -> check(patienceNanos), patienceNanos / CHECKS, patienceNanos / CHECKS, TimeUnit.NANOSECONDS);
    }

    private void check(long patienceNanos) {
        if (reading.get()
                && System.nanoTime() - progressNanos.get() > patienceNanos
                && hungUp.compareAndSet(false, true)) {
            try {
                in.close();
            } catch (IOException ignored) {
                // the reader is told of the end all the same
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        progressNanos.set(System.nanoTime());
        reading.set(true);
        try {
            int count = in.read(buffer, offset, length);
            if (hungUp.get()) {
                throw stopped();
            }
            return count;
        } catch (IOException e) {
            throw hungUp.get() ? stopped() : e;
        } finally {
            reading.set(false);
        }
    }

    private static ImageFailure stopped() {
        return new ImageFailure("limit time: the registry stopped sending in the middle of an answer");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        watch.cancel(false);
        super.close();
    }
}
