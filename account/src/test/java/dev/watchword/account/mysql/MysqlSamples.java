package dev.watchword.account.mysql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.RecordingSink;
import dev.watchword.testing.Mutations;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** Files that real servers wrote, kept beside the tests, and what parsers are put through. */
final class MysqlSamples {

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

    /** Reads damaged tables: each ends with rows or a reason, and names no more accounts than could be there. */
    static Mutations.Trial reading(int mostAccounts, Reading reading) {
        return random -> {
            RecordingSink sink = new RecordingSink();
            boolean read = true;
            try {
                reading.read(random, rows(sink));
            } catch (DamagedTable damaged) {
                assertFalse(damaged.reason().isEmpty());
                read = false;
            }
            assertTrue(sink.accounts.size() <= mostAccounts, "more accounts than there could be");
            return read;
        };
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
