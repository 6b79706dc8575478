package dev.watchword.account.mysql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.RecordingSink;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** Files that real servers wrote, kept beside the tests, and what parsers are put through. */
final class MysqlSamples {

    private static final long SLOWEST_NANOS = Duration.ofSeconds(1).toNanos();

    private MysqlSamples() {}

    static byte[] file(String name) {
        try (InputStream packed = MysqlSamples.class.getResourceAsStream(name + ".gz");
                InputStream plain = new GZIPInputStream(packed)) {
            return plain.readAllBytes();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Takes rows into a sink. */
    static TableAccounts rows(RecordingSink sink) {
        return new TableAccounts(sink, "a table", InstantSource.system(), sink.diagnostics::add);
    }

    /** Something that reads a damaged table. */
    interface Reading {
        void read(Random random, TableAccounts rows) throws DamagedTable, IOException;
    }

    /** Reads damaged tables: each ends within a second of the processor, with rows or a reason, and names no more accounts than could be there. */
    static void survives(int times, int mostAccounts, Reading reading) {
        Random random = new Random(20_261_126);
        AtomicInteger refused = new AtomicInteger();
        assertTimeoutPreemptively(Duration.ofMinutes(10), () -> {
            for (int i = 0; i < times; i++) {
                RecordingSink sink = new RecordingSink();
                long from = cpuNanos();
                try {
                    reading.read(random, rows(sink));
                } catch (DamagedTable damaged) {
                    refused.incrementAndGet();
                    assertFalse(damaged.reason().isEmpty());
                }
                assertTrue(cpuNanos() - from < SLOWEST_NANOS, "more than a second");
                assertTrue(sink.accounts.size() <= mostAccounts, "more accounts than there could be");
            }
        });
        assertTrue(refused.get() > times / 100, "only " + refused + " of " + times + " were refused");
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Changes one to four bytes, of which heads have more than their share. */
    static void change(byte[] bytes, Random random) {
        for (int change = 0; change < 1 + random.nextInt(4); change++) {
            int at =
                    random.nextInt(3) == 0 ? random.nextInt(Math.min(bytes.length, 700)) : random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (bytes[at] ^ 1 << random.nextInt(8));
        }
    }
}
