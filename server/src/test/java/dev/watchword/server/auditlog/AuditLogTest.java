package dev.watchword.server.auditlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.server.MovableClock;
import dev.watchword.server.Parts;
import dev.watchword.server.database.Database;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.TestDatabase;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.RawCall;
import dev.watchword.server.http.Route;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Verb;
import dev.watchword.server.secrets.AtRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditLogTest {

    private static final Route ROUTE = Route.put("/v5/{project_id}/things/{thing_id}", Service.HSS)
            .needs("hss:things:set")
            .answers(204)
            .to(call -> Answer.empty(204));

    @TempDir
    private Path folder = Path.of("unset");

    private static Parts parts(Dialect dialect) {
        return new Parts(TestDatabase.fresh(dialect), new AtRest(new byte[32]), new MovableClock());
    }

    private static List<String> inDatabase(Database database) throws IOException {
        return new DatabaseSink(database)
                .from(1, 100_000).stream().map(Sink.Kept::text).toList();
    }

    private List<String> inFiles() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : FileSink.files(folder)) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    private static Verification.Verdict verdict(Database database, List<String> lines) {
        Verification verification = new Verification(
                Checkpoints.in(database), CheckpointKey.publicKey(database).orElseThrow());
        lines.forEach(verification::line);
        return verification.end();
    }

    private static void refuse(AuditLog log, String ip) {
        RawCall raw = new RawCall(
                Verb.PUT,
                "/v5/p/things/t",
                "",
                Map.of(),
                new byte[0],
                ip,
                Map.of("project_id", "p", "thing_id", "t\n"));
        log.refused(ROUTE, raw, "r".repeat(32), Optional.empty(), ApiError.gateway(401, "APIGW.0301", "No."));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void bothSinksHoldTheSameWholeChain(Dialect dialect) throws IOException {
        Parts parts = parts(dialect);
        try (Database database = parts.database()) {
            for (int start = 0; start < 3; start++) {
                try (AuditLog log = AuditLog.open(parts, folder)) {
                    for (int i = 0; i < 5; i++) {
                        log.server("watchword:test", Map.of("i", "n" + i));
                    }
                    refuse(log, "192.0.2.1");
                }
            }
            assertEquals(18, inFiles().size());
            assertEquals(inFiles(), inDatabase(database));
            Verification.Verdict verdict = verdict(database, inFiles());
            assertEquals(Optional.empty(), verdict.problem());
            assertEquals(18, verdict.signed());
            assertEquals(Checkpoints.in(database), Checkpoints.in(folder));
        }
    }

    @Test
    void filesAreTheirOwnersOnly() throws IOException {
        Parts parts = parts(Dialect.SQLITE);
        try (Database database = parts.database();
                AuditLog log = AuditLog.open(parts, folder.resolve("audit"))) {
            log.server("watchword:test", Map.of());
        }
        assertEquals("rwx------", mode(folder.resolve("audit")));
        assertEquals("rw-------", mode(folder.resolve("audit/audit-000000000001.jsonl")));
        assertEquals("rw-------", mode(folder.resolve("audit/checkpoints.jsonl")));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void manyWritersShareAFlush() throws Exception {
        Parts parts = parts(Dialect.SQLITE);
        int writers = 32;
        int each = 20;
        try (Database database = parts.database();
                AuditLog log = AuditLog.open(parts, folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        log.server("watchword:test", Map.of());
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%d durable entries by %d writers: %.0f a second%n",
                    writers * each, writers, writers * each / seconds);
            assertEquals(writers * each, inDatabase(database).size());
            assertTrue(verdict(database, inDatabase(database)).whole());
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aSinkThatLostItsLinesGetsThemBack(Dialect dialect) throws IOException {
        Parts parts = parts(dialect);
        try (Database database = parts.database()) {
            try (AuditLog log = AuditLog.open(parts, folder)) {
                log.server("watchword:one", Map.of());
                log.server("watchword:two", Map.of());
            }
            List<String> lines = inFiles();
            Files.delete(FileSink.files(folder).getFirst());
            AuditLog.open(parts, folder).close();
            assertEquals(lines, inFiles());
            database.change(handle -> handle.execute("delete from audit_entry where seq = 2"));
            AuditLog.open(parts, folder).close();
            assertEquals(lines, inDatabase(database));
        }
    }

    @Test
    void sinksThatContradictEachOtherStopTheStart() throws IOException {
        Parts parts = parts(Dialect.SQLITE);
        try (Database database = parts.database()) {
            try (AuditLog log = AuditLog.open(parts, folder)) {
                log.server("watchword:one", Map.of());
            }
            database.change(handle -> handle.execute("update audit_entry set line = replace(line, 'one', 'two')"));
            IOException refused = assertThrows(IOException.class, () -> AuditLog.open(parts, folder));
            assertTrue(String.valueOf(refused.getMessage()).contains("differ at entry 1"));
        }
    }

    @Test
    void aHalfLineAtTheEndIsCutOff() throws IOException {
        Parts parts = parts(Dialect.SQLITE);
        try (Database database = parts.database()) {
            try (AuditLog log = AuditLog.open(parts, folder)) {
                log.server("watchword:one", Map.of());
            }
            Files.writeString(FileSink.files(folder).getFirst(), "{\"action\":\"watch", StandardOpenOption.APPEND);
            try (AuditLog log = AuditLog.open(parts, folder)) {
                log.server("watchword:two", Map.of());
            }
            assertEquals(2, inFiles().size());
            assertTrue(verdict(database, inFiles()).whole());
        }
    }

    @Test
    void aFileRemovedUnderTheLogIsNoticedAndWrittenAgain() throws Exception {
        Parts parts = parts(Dialect.SQLITE);
        try (Database database = parts.database();
                AuditLog log = AuditLog.open(parts, folder)) {
            log.server("watchword:one", Map.of());
            Files.delete(FileSink.files(folder).getFirst());
            log.server("watchword:two", Map.of());
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (inFiles().size() < 2 && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            assertEquals(inDatabase(database), inFiles());
        }
    }

    @Test
    void aNewFileBeginsWhenOneIsFullAndTheChainGoesOn() throws IOException {
        Parts parts = parts(Dialect.SQLITE);
        try (Database database = parts.database()) {
            List<Sink> sinks = List.of(new DatabaseSink(database), FileSink.open(folder, 1_000));
            try (AuditLog log = AuditLog.open(parts, folder, sinks)) {
                for (int i = 0; i < 30; i++) {
                    log.server("watchword:test", Map.of());
                }
            }
            assertTrue(FileSink.files(folder).size() > 3);
            assertEquals(inDatabase(database), inFiles());
            assertTrue(verdict(database, inFiles()).whole());
            assertEquals(17, FileSink.open(folder, 1_000).from(17, 2).getFirst().seq());
        }
    }

    @Test
    void oneWorkingSinkIsEnoughAndNoneStopsEveryChange() throws Exception {
        Parts parts = parts(Dialect.SQLITE);
        Breakable one = new Breakable();
        Breakable other = new Breakable();
        try (Database database = parts.database();
                AuditLog log = AuditLog.open(parts, folder, List.of(one, other))) {
            log.server("watchword:both", Map.of());
            one.broken.set(true);
            log.server("watchword:one-is-enough", Map.of());
            other.broken.set(true);
            assertEquals(
                    503,
                    assertThrows(ApiError.class, () -> log.server("watchword:lost", Map.of()))
                            .status());
            assertFalse(log.writable());
            int before = other.lines.size();
            assertThrows(ApiError.class, () -> log.server("watchword:never", Map.of()));
            one.broken.set(false);
            other.broken.set(false);
            waitFor(() -> log.writable());
            log.server("watchword:again", Map.of());
            waitFor(() -> one.lines.size() == other.lines.size() && one.lines.size() > before);
            assertEquals(one.lines, other.lines);
            assertFalse(one.lines.values().stream().anyMatch(text -> text.contains("never")));
            assertTrue(verdict(database, List.copyOf(one.lines.values())).whole());
        }
    }

    @Test
    void aHangingSinkIsWaitedForOneSecondOnly() throws Exception {
        Parts parts = parts(Dialect.SQLITE);
        Breakable good = new Breakable();
        Breakable hanging = new Breakable();
        hanging.sleeps = 4_000;
        try (Database database = parts.database();
                AuditLog log = AuditLog.open(parts, folder, List.of(good, hanging))) {
            long start = System.nanoTime();
            log.server("watchword:one", Map.of());
            double first = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            log.server("watchword:two", Map.of());
            double second = (System.nanoTime() - start) / 1e9;
            assertTrue(first > 0.9, () -> "gave the sink its second: " + first);
            assertTrue(second < 0.9, () -> "did not wait for a sink that failed: " + second);
            hanging.sleeps = 0;
        }
    }

    @Test
    void aFloodOfRefusalsIsCounted() throws IOException {
        Parts parts = parts(Dialect.SQLITE);
        try (Database database = parts.database()) {
            try (AuditLog log = AuditLog.open(parts, folder)) {
                for (int i = 0; i < 5_000; i++) {
                    refuse(log, "192.0.2." + i % 250);
                }
            }
            List<String> lines = inFiles();
            assertTrue(lines.size() < 200, () -> lines.size() + " lines");
            assertTrue(lines.size() >= Refusals.ANONYMOUS_BURST);
            String last = lines.getLast();
            assertTrue(last.contains("\"counts\":{\"APIGW.0301\":" + (5_000 - (lines.size() - 1)) + "}"), last);
        }
    }

    private static void waitFor(java.util.function.BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertTrue(done.getAsBoolean());
    }

    /** Keeps lines in memory, and fails or hangs when told so. */
    private static final class Breakable implements Sink {
        private final AtomicBoolean broken = new AtomicBoolean();
        private final Map<Long, String> lines = java.util.Collections.synchronizedMap(new java.util.LinkedHashMap<>());
        private volatile long sleeps;

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Optional<Kept> last() {
            return new HashMap<>(lines)
                    .entrySet().stream()
                            .max(Map.Entry.comparingByKey())
                            .map(line -> new Kept(line.getKey(), line.getValue()));
        }

        @Override
        public List<Kept> from(long seq, int most) {
            return new java.util.TreeMap<>(lines)
                    .tailMap(seq).entrySet().stream()
                            .limit(most)
                            .map(line -> new Kept(line.getKey(), line.getValue()))
                            .toList();
        }

        @Override
        public void append(List<Kept> more) throws IOException {
            check();
            try {
                Thread.sleep(sleeps);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            more.forEach(line -> lines.put(line.seq(), line.text()));
        }

        @Override
        public void check() throws IOException {
            if (broken.get()) {
                throw new IOException("told to fail");
            }
        }

        @Override
        public void close() {}
    }
}
