package dev.watchword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.watchword.server.auditlog.AuditLog;
import dev.watchword.server.auditlog.Homes.Home;
import dev.watchword.server.bootstrap.DataFolder;
import dev.watchword.server.bootstrap.Refusal;
import dev.watchword.server.database.Database;
import dev.watchword.server.secrets.AtRest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyAuditLogTest {

    private static final int ENTRIES = 6;

    @TempDir
    private Path parent = Path.of("unset");

    private Path data() {
        return parent.resolve("a folder?#%");
    }

    private Path file() {
        return data().resolve("audit/audit-000000000001.jsonl");
    }

    private String url() {
        return "jdbc:sqlite:" + data().resolve("state.db");
    }

    @BeforeEach
    void aServerRan() throws IOException, Refusal {
        try (DataFolder folder = DataFolder.open(data());
                Database database = Database.openAlone(folder.sqliteUrl());
                AuditLog log = AuditLog.open(
                        new Parts(database, new AtRest(new byte[32]), new MovableClock()), folder.audit())) {
            for (int i = 0; i < ENTRIES; i++) {
                log.server("watchword:test", Map.of("i", "n" + i));
            }
        }
    }

    /** The problem of each home. */
    private Map<String, String> problems() throws IOException, Refusal {
        Map<String, String> found = new HashMap<>();
        for (Home home : VerifyAuditLog.in(ServerConfig.in(data()))) {
            found.put(home.name(), home.problem().orElse(""));
        }
        return found;
    }

    private void changeRows(String sql) {
        try (Database database = Database.open(url())) {
            database.change(handle -> handle.execute(sql));
        }
    }

    private Map<Path, String> content() throws IOException {
        Map<Path, String> found = new HashMap<>();
        try (Stream<Path> all = Files.walk(data())) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                found.put(each, new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1));
            }
        }
        return found;
    }

    @Test
    void aSoundLogIsWholeAndStaysAsItIs() throws IOException, Refusal {
        Map<Path, String> before = content();
        List<Home> homes = VerifyAuditLog.in(ServerConfig.in(data()));
        assertEquals(before, content());
        for (Home home : homes) {
            assertEquals(Optional.empty(), home.problem());
            assertEquals(ENTRIES, home.verdict().last());
            assertEquals(ENTRIES, home.verdict().signed());
        }
    }

    @Test
    void aChangedLineIsNamedAndNotRepaired() throws IOException, Refusal {
        List<String> lines = new ArrayList<>(Files.readAllLines(file()));
        lines.set(2, lines.get(2).replace("n2", "n9"));
        Files.write(file(), lines);
        Map<Path, String> before = content();
        assertEquals(
                Map.of(
                        "database",
                        "",
                        "files",
                        "audit-000000000001.jsonl line 4: entry 4 does not follow on entry 3: one of them was changed"),
                problems());
        assertEquals(before, content());
    }

    @Test
    void aHalfLineIsToldAndNotCut() throws IOException, Refusal {
        String whole = Files.readString(file());
        Files.writeString(file(), whole.strip());
        assertEquals(
                "audit-000000000001.jsonl line 6: it has no end: a crash left it, or it was cut",
                problems().get("files"));
        assertEquals(whole.strip(), Files.readString(file()));
    }

    @Test
    void aGapInTheDatabaseIsNamed() throws IOException, Refusal {
        changeRows("delete from audit_entry where seq = 3");
        assertEquals("row 4: entry 2 is followed by entry 4", problems().get("database"));
    }

    @Test
    void aCutIsSeenByTheCheckpoint() throws IOException, Refusal {
        changeRows("delete from audit_entry where seq > 4");
        assertEquals(
                "the log ends with entry 4, and there was an entry 6",
                problems().get("database"));
    }

    @Test
    void aCutSinceTheNewestCheckpointIsSeenByTheOtherHome() throws IOException, Refusal {
        changeRows("delete from audit_checkpoint");
        Files.delete(data().resolve("audit/checkpoints.jsonl"));
        Files.write(file(), Files.readAllLines(file()).subList(0, 4));
        assertEquals(
                Map.of("database", "", "files", "the log ends with entry 4, and the other home has entry 6"),
                problems());
    }

    @Test
    void anotherLastEntryIsSeenByTheOtherHome() throws IOException, Refusal {
        changeRows("delete from audit_checkpoint");
        Files.delete(data().resolve("audit/checkpoints.jsonl"));
        Files.writeString(file(), Files.readString(file()).replace("n5", "n7"));
        assertEquals("entry 6 is another one than in the database", problems().get("files"));
    }

    @Test
    void aLineWithoutEndTakesNoMemory() throws IOException, Refusal {
        try (OutputStream out = Files.newOutputStream(file(), StandardOpenOption.APPEND)) {
            for (int i = 0; i < 64; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        assertEquals(
                "audit-000000000001.jsonl line 7: the line after entry 6 is no entry",
                problems().get("files"));
    }

    @Test
    void aRunningServerIsLeftAlone() throws IOException, Refusal {
        try (DataFolder running = DataFolder.open(data())) {
            assertThrows(Refusal.class, this::problems, running::toString);
        }
    }

    @Test
    void whereNoServerWasNothingIsMade() throws IOException {
        Path nowhere = parent.resolve("nowhere");
        assertThrows(Refusal.class, () -> VerifyAuditLog.in(ServerConfig.in(nowhere)));
        assertEquals(false, Files.exists(nowhere));
    }
}
