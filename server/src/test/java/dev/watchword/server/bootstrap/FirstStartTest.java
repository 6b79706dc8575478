package dev.watchword.server.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.server.MovableClock;
import dev.watchword.server.Parts;
import dev.watchword.server.auditlog.AuditLog;
import dev.watchword.server.database.Database;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.TestDatabase;
import dev.watchword.server.secrets.AtRest;
import dev.watchword.server.users.AccessKeys;
import dev.watchword.server.users.PasswordCost;
import dev.watchword.server.users.PasswordHashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FirstStartTest {

    private static final PasswordHashing PASSWORDS = new PasswordHashing(new PasswordCost(64, 1, 1));
    private static final AccountDefaults NONE = (handle, domainId, now) -> {};

    @TempDir
    private Path folder = Path.of("unset");

    private static String text(Database database, String sql) {
        return database.read(
                handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void makesWhatItTells(Dialect dialect) throws Exception {
        try (Database database = TestDatabase.fresh(dialect);
                DataFolder data = DataFolder.open(folder.resolve("data"))) {
            Parts parts = new Parts(database, new AtRest(data.key(false)), new MovableClock());
            FirstStart start = new FirstStart(parts, PASSWORDS, data, NONE);
            Credentials made = start.run("http://127.0.0.1:1", Optional.empty()).orElseThrow();
            JsonNode told = new ObjectMapper().readTree(data.bootstrap().toFile());
            assertEquals("rw-------", mode(data.bootstrap()));
            assertTrue(told.path("note").asText().contains("delete"));
            assertEquals("http://127.0.0.1:1", told.path("endpoint").asText());
            assertEquals(
                    text(database, "select id from domain"),
                    told.path("domain_id").asText());
            assertEquals(
                    text(database, "select name from domain"),
                    told.path("domain_name").asText());
            assertEquals(
                    text(database, "select id from project"),
                    told.path("project_id").asText());
            assertEquals(
                    text(database, "select name from project"),
                    told.path("project_name").asText());
            assertEquals(
                    text(database, "select name from iam_user where root"),
                    told.path("user_name").asText());
            String key = told.path("access_key_id").asText();
            assertEquals(text(database, "select id from access_key"), key);
            byte[] sealed = database.read(handle -> handle.createQuery("select secret from access_key")
                    .mapTo(byte[].class)
                    .one());
            assertEquals(
                    told.path("secret_access_key").asText(),
                    new String(parts.atRest().open(AccessKeys.secretPlace(key), sealed), StandardCharsets.UTF_8));
            String hash = text(database, "select password_hash from iam_user");
            assertTrue(PASSWORDS.verify(told.path("password").asText(), hash));
            assertFalse(made.toString().contains(told.path("password").asText()));
            assertFalse(made.toString().contains(told.path("secret_access_key").asText()));
            assertTrue(start.run("", Optional.empty()).isEmpty(), "once only");
        }
    }

    @Test
    void aStopBeforeTheLastStepIsMadeGoodAtTheNextStart() throws Exception {
        try (Database database = TestDatabase.fresh(Dialect.SQLITE);
                DataFolder data = DataFolder.open(folder.resolve("data"))) {
            Parts parts = new Parts(database, new AtRest(data.key(false)), new MovableClock());
            FirstStart start = new FirstStart(parts, PASSWORDS, data, NONE);
            Path unnamed = data.bootstrap().resolveSibling("bootstrap.json.new");
            Files.writeString(unnamed, "of a start that changed nothing");
            start.run("http://127.0.0.1:1", Optional.empty());
            assertFalse(Files.exists(unnamed));
            Files.move(data.bootstrap(), unnamed);
            start.run("http://127.0.0.1:1", Optional.empty());
            assertTrue(Files.readString(data.bootstrap()).contains("secret_access_key"));
        }
    }

    @ParameterizedTest
    @CsvSource({"7,false", "8,true", "32,true", "33,false"})
    void aGivenPasswordHasItsLimitsAndIsToldNowhere(int length, boolean good) throws Exception {
        String password = "Aa1-".repeat(10).substring(0, length);
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        try (Database database = TestDatabase.fresh(Dialect.SQLITE);
                DataFolder data = DataFolder.open(folder.resolve("data"))) {
            Parts parts = new Parts(database, new AtRest(data.key(false)), new MovableClock());
            FirstStart start = new FirstStart(parts, PASSWORDS, data, NONE);
            if (!good) {
                Refusal refusal = assertThrows(Refusal.class, () -> start.run("", Optional.of(file)));
                assertFalse(refusal.text().contains(password));
                assertFalse(FirstStart.isDone(database));
                return;
            }
            assertTrue(start.run("", Optional.of(file)).orElseThrow().password().isEmpty());
            assertTrue(PASSWORDS.verify(password, text(database, "select password_hash from iam_user")));
            String told = Files.readString(data.bootstrap());
            assertFalse(told.contains(password) || told.contains("\"password\""));
        }
    }

    @Test
    void theKeyIsNeverMadeTwice() throws Exception {
        try (DataFolder data = DataFolder.open(folder.resolve("data"))) {
            Path key = folder.resolve("data/key");
            assertThrows(Refusal.class, () -> data.key(true));
            byte[] made = data.key(false);
            assertEquals(32, made.length);
            assertEquals("rw-------", mode(key));
            assertEquals("rwx------", mode(folder.resolve("data")));
            assertTrue(java.util.Arrays.equals(made, data.key(true)));
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
            assertTrue(assertThrows(Refusal.class, () -> data.key(true)).text().contains("chmod 600"));
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(key, "short");
            assertThrows(Refusal.class, () -> data.key(true));
        }
    }

    @Test
    void aFolderIsUsedByOneProcessAndSeenByOneUser() throws Exception {
        Path data = folder.resolve("data");
        try (DataFolder first = DataFolder.open(data)) {
            assertTrue(assertThrows(Refusal.class, () -> DataFolder.open(data))
                    .text()
                    .contains(first.toString()));
        }
        DataFolder.open(data).close();
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));
        assertTrue(
                assertThrows(Refusal.class, () -> DataFolder.open(data)).text().contains("chmod 700"));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aLostRootUserGetsNewCredentialsAndTheOldOnesEnd(Dialect dialect) throws Exception {
        try (Database database = TestDatabase.fresh(dialect);
                DataFolder data = DataFolder.open(folder.resolve("data"))) {
            Parts parts = new Parts(database, new AtRest(data.key(false)), new MovableClock());
            try (AuditLog audit = AuditLog.open(parts, data.audit())) {
                RootRecovery recovery = new RootRecovery(parts, PASSWORDS, data, audit);
                assertThrows(Refusal.class, () -> recovery.run("", Optional.empty()), "no account yet");
                Credentials old = new FirstStart(parts, PASSWORDS, data, NONE)
                        .run("", Optional.empty())
                        .orElseThrow();
                database.change(handle -> handle.execute("update iam_user set enabled = false"));
                assertThrows(Refusal.class, () -> recovery.run("", Optional.of("unknown")));
                Credentials made = recovery.run("http://127.0.0.1:1", Optional.empty());
                assertEquals(made.accessKeyId(), text(database, "select id from access_key"));
                String hash = text(database, "select password_hash from iam_user where enabled");
                assertTrue(PASSWORDS.verify(made.password().orElseThrow(), hash));
                assertFalse(PASSWORDS.verify(old.password().orElseThrow(), hash));
                assertEquals("rw-------", mode(data.recovered()));
                String log = text(database, "select string_agg(line, ' ') from audit_entry where kind = 'local'");
                assertTrue(log.contains("watchword:root:recover\"") && log.contains("watchword:root:recovered\""));
                assertFalse(log.contains(made.password().orElseThrow()));
            }
        }
    }
}
