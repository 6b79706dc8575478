package dev.watchword.server.http;

import java.util.concurrent.Semaphore;

/**
 * The memory for bodies of calls that are not proven yet: a body has to be read before its signature can be checked, so
 * without a bound anybody could fill the memory. The first 64 KiB of a call are free; what is longer shares one space, and
 * who finds it full is asked to come again. Safe for use by many threads.
 */
final class BodySpace {

    static final int FREE = 64 * 1024;

    private final Semaphore blocks;

    /** @param bytes for all calls together, beyond what is free */
    BodySpace(long bytes) {
        this.blocks = new Semaphore(Math.toIntExact(bytes / FREE));
    }

    /** The space of one call. */
    Lease lease() {
        return new Lease();
    }

    /** What one call takes; given back when it is closed. Used by the call's own thread only. */
    final class Lease implements AutoCloseable {

        private int taken;

        /**
         * Takes what a body of this length needs.
         *
         * @throws ApiError 503 when others have taken it
         */
        void grow(int length) {
            int needed = Math.max(0, (length - 1) / FREE);
            if (needed <= taken) {
                return;
            }
            if (!blocks.tryAcquire(needed - taken)) {
                throw ApiError.gateway(503, "APIGW.0201", "Backend unavailable: too many large requests at a time.")
                        .header("Retry-After", "5");
            }
            taken = needed;
        }

        @Override
        public void close() {
            blocks.release(taken);
            taken = 0;
        }
    }
}
