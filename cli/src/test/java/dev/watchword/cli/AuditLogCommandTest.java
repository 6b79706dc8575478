package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.server.Parts;
import dev.watchword.server.auditlog.AuditLog;
import dev.watchword.server.bootstrap.DataFolder;
import dev.watchword.server.bootstrap.Refusal;
import dev.watchword.server.database.Database;
import dev.watchword.server.secrets.AtRest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogCommandTest {

    @TempDir
    private Path parent = Path.of("unset");

    private CommandRun verify() {
        return CommandRun.inProcess(
                "audit-log", "verify", "--data", parent.resolve("data").toString());
    }

    private static String text(byte[] printed) {
        return new String(printed, StandardCharsets.UTF_8);
    }

    @Test
    void itsExitStatusTellsWhatItFound() throws IOException, Refusal {
        assertEquals(Exit.USAGE, verify().exit());
        try (DataFolder folder = DataFolder.open(parent.resolve("data"));
                Database database = Database.openAlone(folder.sqliteUrl());
                AuditLog log = AuditLog.open(
                        new Parts(database, new AtRest(new byte[32]), InstantSource.system()), folder.audit())) {
            log.server("watchword:test", Map.of("i", "one"));
            log.server("watchword:test", Map.of("i", "two"));
        }

        CommandRun sound = verify();
        assertEquals("", text(sound.err()));
        assertEquals(
                "database: whole, entries 1 to 2, signed up to 2\nfiles: whole, entries 1 to 2, signed up to 2\n",
                text(sound.out()));
        assertEquals(Exit.DONE, sound.exit());

        Path file = parent.resolve("data/audit/audit-000000000001.jsonl");
        Files.writeString(file, Files.readString(file).replace("one", "won"));
        CommandRun tampered = verify();
        assertEquals(
                "database: whole, entries 1 to 2, signed up to 2\nfiles: NOT WHOLE: audit-000000000001.jsonl line 2:"
                        + " entry 2 does not follow on entry 1: one of them was changed\n",
                text(tampered.out()));
        assertEquals("watchword: the audit log is not whole\n", text(tampered.err()));
        assertEquals(Exit.FAILED, tampered.exit());
    }
}
