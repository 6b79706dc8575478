package dev.watchword.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one measure for parsers of what nobody trusts: each damaged input ends, in a result or in a refusal, without any other exception, within a
 * second of the processor, and with less than 64 MiB taken from the heap; and all of them together leave less than that behind. What a
 * thread took is counted, whether it gave it back or not, so the heap never grows by more. Inputs follow from their number alone.
 */
public final class Mutations {

    /** The most that one input may take from the heap, in bytes. */
    public static final long MOST_HEAP_BYTES = 64L << 20;

    /** The most time of the processor that one input may take. */
    public static final Duration LONGEST = Duration.ofSeconds(1);

    /** What waits and takes no time of the processor is ended too. */
    private static final Duration STUCK = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long SEED = 20_261_126;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Mutations() {}

    /** Makes one damaged input and has it read. */
    @FunctionalInterface
    public interface Trial {

        /**
         * Reads one input.
         *
         * @param random decides what is damaged
         * @return whether it was read rather than refused
         * @throws Exception when the parser fails as it must not
         */
        boolean read(Random random) throws Exception;
    }

    /**
     * Puts a parser through damaged inputs.
     *
     * @param times how many
     * @return how many of them were refused
     * @throws AssertionError for an input that broke the measure, with its number
     */
    public static int survive(int times, Trial trial) {
        Run run = new Run(times, trial);
        long before = used();
        Thread worker = Thread.ofPlatform().name("mutations").daemon().start(run);
        run.watch(worker);
        long left = used() - before;
        if (left >= MOST_HEAP_BYTES) {
            throw new AssertionError(times + " inputs left " + left + " bytes on the heap");
        }
        return run.refused.get();
    }

    /**
     * A damaged copy: one to four bytes are changed, more of them near the beginning, where heads are; one in ten is cut, and one in ten
     * has a stretch of itself twice.
     */
    public static byte[] damaged(byte[] sound, Random random) {
        byte[] copy = sound.clone();
        for (int change = 0; change < 1 + random.nextInt(4) && copy.length > 0; change++) {
            int at = random.nextInt(3) == 0 ? random.nextInt(Math.min(copy.length, 700)) : random.nextInt(copy.length);
            copy[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (copy[at] ^ 1 << random.nextInt(8));
        }
        return switch (random.nextInt(10)) {
            case 0 -> Arrays.copyOf(copy, random.nextInt(copy.length + 1));
            case 1 -> doubled(copy, random);
            default -> copy;
        };
    }

    private static byte[] doubled(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int length = random.nextInt(bytes.length - from + 1);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, from, longer, from + length, bytes.length - from);
        return longer;
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** All inputs, one after the other, in a thread that can be left when it is stuck. */
    private static final class Run implements Runnable {

        private final int times;
        private final Trial trial;
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private volatile int number;

        Run(int times, Trial trial) {
            this.times = times;
            this.trial = trial;
        }

        @Override
        public void run() {
            try {
                for (int i = 0; i < times; i++) {
                    number = i;
                    one(new Random(SEED + i));
                }
            } catch (Throwable broken) {
                failure.set(broken);
            }
        }

        private void one(Random random) throws Exception {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long heap = THREADS.getCurrentThreadAllocatedBytes();
            if (!trial.read(random)) {
                refused.incrementAndGet();
            }
            long took = THREADS.getCurrentThreadAllocatedBytes() - heap;
            if (took >= MOST_HEAP_BYTES) {
                throw new AssertionError(took + " bytes were taken from the heap");
            }
            if (THREADS.getCurrentThreadCpuTime() - cpu >= LONGEST.toNanos()) {
                throw new AssertionError("more than a second");
            }
        }

        void watch(Thread worker) {
            int seen = -1;
            long since = System.nanoTime();
            try {
                while (!worker.join(LOOK)) {
                    if (number != seen) {
                        seen = number;
                        since = System.nanoTime();
                    }
                    if (System.nanoTime() - since > STUCK.toNanos()) {
                        AssertionError stuck = new AssertionError("input " + seen + " does not end");
                        stuck.setStackTrace(worker.getStackTrace());
                        throw stuck;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("told to stop", e);
            }
            if (failure.get() != null) {
                throw new AssertionError("input " + number + " of " + times, failure.get());
            }
        }
    }
}
