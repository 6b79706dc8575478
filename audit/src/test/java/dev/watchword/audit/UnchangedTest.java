package dev.watchword.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.audit.memory.Fingerprint;
import dev.watchword.audit.memory.MemoryFile;
import dev.watchword.audit.memory.Progress;
import dev.watchword.audit.memory.Remembered;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.SchemeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan takes over from the one before when nothing has changed, and when it must not. */
class UnchangedTest {

    private static final String NOBODY_KNOWS = "Vf93-lampshade-Orbit";

    private final Scene scene = new Scene();

    @TempDir
    private Path folder = Path.of("");

    /** Of everything that makes a row: matched, not matched, equal, clear, locked, without a password, unreadable. */
    private void fill() {
        scene.user("anna", "anna", "$1$aaaaaaaa$")
                .user("bert", "123456", "$1$bbbbbbbb$")
                .with(Scene.account(ServiceType.SYSTEM, "eve", new AccountState.Usable(), mysql(NOBODY_KNOWS)));
        scene.with(Scene.account(ServiceType.MYSQL, "one@%", new AccountState.Usable(), mysql("Watch-9-lighthouse")))
                .with(Scene.account(ServiceType.MYSQL, "two@%", new AccountState.Usable(), mysql("Watch-9-lighthouse")))
                .with(Scene.account(ServiceType.MYSQL, "six@%", new AccountState.Usable(), mysql("123456")))
                .with(Scene.account(ServiceType.REDIS, "default", new AccountState.Usable(), Scene.plain("Orbit-7-Q")))
                .with(Scene.account(ServiceType.REDIS, "weak", new AccountState.Usable(), Scene.plain("qwerty")))
                .with(Scene.account(ServiceType.FTP, "open", new AccountState.Passwordless()))
                .with(Scene.account(ServiceType.FTP, "locked", new AccountState.Locked(true), mysql("letmein")))
                .with(Scene.account(ServiceType.FTP, "broken", new AccountState.Usable(), hash("mysql-native", "*12")))
                .with(Scene.account(ServiceType.FTP, "two", new AccountState.Usable(), mysql("a"), mysql("letmein")));
    }

    @Test
    void tellsWhatAScanOfEachAccountTells() {
        fill();
        for (boolean plan : List.of(true, false)) {
            scene.plan = plan;
            scene.custom = List.of("letmein", "no password of anybody");
            scene.scan();
            scene.scan();
            for (Mask mask : Mask.values()) {
                scene.mask = mask;
                assertTrue(scene.isKnown(), "two scans leave nothing to try, even if the first found words");
                AuditReport known = scene.scan();
                forget();
                assertFalse(scene.isKnown());
                AuditReport whole = scene.scan();
                assertEquals(whole, known);
                assertTrue(known.findings().size() > 8, () -> Scene.weak(known).toString());
            }
        }
    }

    @Test
    void aFirstScanThatFindsNoWordOfItsOwnIsEnough() {
        fill();
        scene.plan = false;
        scene.custom = List.of("letmein", "123456", "qwerty", "anna");
        scene.scan();
        assertTrue(scene.isKnown());
        AuditReport known = scene.scan();
        forget();
        assertEquals(scene.scan(), known);
    }

    @Test
    void anythingElseIsAskedAnew() {
        Map<String, Runnable> changes = new LinkedHashMap<>();
        changes.put("a word", () -> scene.custom = List.of("another word"));
        changes.put("no built-in list", () -> scene.plan = false);
        changes.put("another list", () -> scene.list = Scene.words("letmein", "123456", "qwerty", "more"));
        changes.put("a budget", () -> scene.budget = new Budget(Duration.ofSeconds(19), Duration.ofMinutes(2)));
        changes.put("a limit", () -> scene.costLimit = new CostLimit(Duration.ofSeconds(4), 1 << 28));
        changes.put(
                "an account more",
                () -> scene.with(Scene.account(ServiceType.FTP, "new", new AccountState.Disabled())));
        changes.put("an account less", () -> scene.accounts.removeLast());
        changes.put("another order", () -> scene.accounts.addLast(scene.accounts.removeFirst()));
        Account first = account("anna", 1, Owner.UNKNOWN, mysql(NOBODY_KNOWS));
        changes.put("a name", () -> replace(account("anne", 1, Owner.UNKNOWN, mysql(NOBODY_KNOWS))));
        changes.put("a line", () -> replace(account("anna", 2, Owner.UNKNOWN, mysql(NOBODY_KNOWS))));
        changes.put("an owner", () -> replace(account("anna", 1, new Owner("Anna", "", "", 7), mysql(NOBODY_KNOWS))));
        changes.put("a hash", () -> replace(account("anna", 1, Owner.UNKNOWN, mysql(NOBODY_KNOWS + "2"))));
        changes.put(
                "a hash more",
                () -> replace(account("anna", 1, Owner.UNKNOWN, mysql(NOBODY_KNOWS), mysql(NOBODY_KNOWS + "2"))));
        changes.forEach((what, change) -> {
            scene.accounts.clear();
            scene.with(first)
                    .with(Scene.account(ServiceType.SYSTEM, "bert", new AccountState.Usable(), mysql(NOBODY_KNOWS)));
            scene.custom = List.of();
            scene.plan = true;
            scene.list = Scene.words("letmein", "123456", "qwerty");
            scene.budget = new Budget(Duration.ofSeconds(20), Duration.ofMinutes(2));
            scene.costLimit = CostLimit.DEFAULT;
            scene.scan();
            assertTrue(scene.isKnown(), what);
            change.run();
            assertFalse(scene.isKnown(), what);
        });
    }

    @Test
    void aStoppedScanLeavesSomethingToTry() {
        fill();
        scene.stop = () -> true;
        scene.scan();
        scene.stop = () -> false;
        assertFalse(scene.isKnown());
    }

    @Test
    void aSpentBudgetLeavesSomethingToTry() {
        scene.user("dear", NOBODY_KNOWS, "$6$dddddddd$");
        scene.budget = new Budget(Duration.ofMillis(1), Duration.ofMinutes(1));
        assertTrue(scene.scan().effort().budgetEnded());
        assertFalse(scene.isKnown());
    }

    @Test
    void aScanThatIsToStopSaysSo() {
        fill();
        scene.scan();
        scene.scan();
        scene.stop = () -> true;
        assertTrue(scene.scan().incomplete().getFirst().reason().startsWith("aborted"));
    }

    @Test
    void isNotWrittenAgain() throws IOException {
        fill();
        Path path = folder.resolve("memory");
        Object before = scanWith(path);
        Object second = scanWith(path);
        assertNotEquals(before, second, "a new file");
        assertEquals(second, scanWith(path), "the same file");
        scene.custom = List.of("another word");
        assertNotEquals(second, scanWith(path), "a new file");
    }

    private Object scanWith(Path path) throws IOException {
        try (MemoryFile file = MemoryFile.open(path)) {
            scene.memory = file.load();
            scene.scan();
            scene.memory.save(Math.toIntExact(Scene.TODAY.toEpochDay()));
        }
        return Optional.ofNullable(
                        Files.readAttributes(path, BasicFileAttributes.class).fileKey())
                .orElseThrow();
    }

    /** Whatever else is remembered ends what stood. */
    private void forget() {
        scene.memory.put(new Fingerprint(1, 2), new Remembered(Progress.NONE, Optional.empty(), 1));
    }

    private void replace(Account account) {
        scene.accounts.set(0, account);
    }

    private static Account account(String name, int line, Owner owner, EncodedHash... credentials) {
        Account like = Scene.account(ServiceType.SYSTEM, name, new AccountState.Usable(), credentials);
        return new Account(
                like.service(),
                name,
                new StoreRef("/etc/shadow", line),
                like.state(),
                like.credentials(),
                like.lastChanged(),
                owner,
                like.exposure(),
                like.privileged());
    }

    private static EncodedHash mysql(String password) {
        return hash("mysql-native", Digests.mysqlNative(password));
    }

    private static EncodedHash hash(String scheme, String text) {
        return new EncodedHash(new SchemeId(scheme), "", text.getBytes(StandardCharsets.US_ASCII));
    }
}
