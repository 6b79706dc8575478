package dev.watchword.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.ServiceType;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.SchemeId;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AuditorTest {

    private final Scene scene = new Scene();

    @Test
    void findsEachKindOfWeakPasswordAndNoStrongOne() {
        scene.custom = List.of("Kestrel-7-basalt");
        scene.user("anna", "anna", "$1$aaaaaaaa$")
                .user("bert", "123456", "$1$bbbbbbbb$")
                .user("cleo", "Kestrel-7-basalt", "$1$cccccccc$")
                .user("dave", "", "$1$dddddddd$")
                .user("eve", "Vf93-lampshade-Orbit", "$1$eeeeeeee$");
        assertEquals(List.of("anna username", "bert custom", "cleo custom", "dave empty"), Scene.weak(scene.scan()));
    }

    @Test
    void guessesFromANameWithoutTheHostBehindIt() {
        scene.with(
                Scene.account(ServiceType.MYSQL, "db_admin@10.%", new AccountState.Usable(), Scene.plain("db_admin")));
        assertEquals(List.of("db_admin@10.% username"), Scene.weak(scene.scan()));
    }

    @Test
    void reportsAWeakSchemeBesideThePassword() {
        scene.user("eve", "Vf93-lampshade-Orbit", "$1$eeeeeeee$");
        AuditReport report = scene.scan();
        assertEquals(1, report.findings().size());
        assertEquals("weak_scheme", report.findings().getFirst().weakness().wireName());
        assertEquals("", report.findings().getFirst().masked());
    }

    @Test
    void aSecondScanComputesNothingAndTellsTheSame() {
        scene.user("anna", "anna", "$1$aaaaaaaa$")
                .user("bert", "123456", "$1$bbbbbbbb$")
                .user("eve", "Vf93-lampshade-Orbit", "$1$eeeeeeee$");
        AuditReport first = scene.scan();
        AuditReport second = scene.scan();
        assertTrue(first.effort().hashes() > 0);
        assertEquals(0, second.effort().hashes());
        assertEquals(first.findings(), second.findings());
        assertTrue(Scene.result(second, "eve").coverage().complete());
    }

    @Test
    void aNewWordCostsOneHashForEachAccountThatIsNotMatchedYet() {
        scene.user("anna", "anna", "$1$aaaaaaaa$");
        for (int i = 0; i < 20; i++) {
            scene.user("user" + i, "Vf93-lampshade-" + i, "$1$salt" + i + "$");
        }
        scene.scan();
        scene.custom = List.of("Vf93-lampshade-7");
        AuditReport second = scene.scan();
        assertEquals(20, second.effort().hashes());
        assertEquals(List.of("anna username", "user7 custom"), Scene.weak(second));
        assertEquals(0, scene.scan().effort().hashes());
    }

    @Test
    void anAccountThatIsReadTwiceIsReportedOnce() {
        for (String name : List.of("ann", "bob", "ann", "ann")) {
            String digest = HexFormat.of().withUpperCase().formatHex(Arrays.copyOf(name.getBytes(US_ASCII), 20));
            scene.with(Scene.account(
                    ServiceType.OTHER,
                    name,
                    new AccountState.Usable(),
                    EncodedHash.of(new SchemeId("mysql-native"), "*" + digest)));
        }
        assertEquals(
                List.of("ann", "bob"),
                scene.scan().findings().stream()
                        .map(finding -> finding.account().userName())
                        .toList());
    }

    /** Every account under one set of a hundred thousand words: whoever asks each account of each word is not done in an hour. */
    @Test
    @Timeout(300)
    void aLargeStoreWithoutSaltsIsScannedAgainAtOnce() {
        int size = 100_000;
        scene.plan = false;
        scene.custom = IntStream.range(0, size).mapToObj(i -> "word" + i).toList();
        Random random = new Random(20_261_126);
        byte[] digest = new byte[20];
        for (int i = 0; i < size; i++) {
            random.nextBytes(digest);
            String text = "*" + HexFormat.of().withUpperCase().formatHex(digest);
            scene.with(Scene.account(
                    ServiceType.OTHER,
                    "user" + i,
                    new AccountState.Usable(),
                    EncodedHash.of(new SchemeId("mysql-native"), text)));
        }
        assertEquals(size, scene.scan().effort().hashes());
        assertEquals(0, scene.scan().effort().hashes());
        scene.custom = List.of("one more", "word7");
        assertEquals(1, scene.scan().effort().hashes());
    }

    @Test
    void aNewWordThatThePlanHasTriedCostsNothing() {
        scene.user("eve", "Vf93-lampshade-Orbit", "$1$eeeeeeee$");
        scene.scan();
        scene.custom = List.of("qwerty", "eve123");
        assertEquals(0, scene.scan().effort().hashes());
    }

    @Test
    void aWordThatLeftTheListIsNotTriedAgainByThePlan() {
        scene.user("eve", "Vf93-lampshade-Orbit", "$1$eeeeeeee$");
        scene.plan = false;
        scene.custom = List.of("qwerty");
        assertEquals(1, scene.scan().effort().hashes(), "without the plan the word alone, not the empty password");
        scene.plan = true;
        scene.custom = List.of();
        AuditReport report = scene.scan();
        int planned = Scene.result(report, "eve").coverage().planned();
        assertEquals(planned - 1, report.effort().hashes(), "all but the former word");
    }

    @Test
    void aScanThatIsCutGoesOnWhereItStopped() {
        scene.user("eve", "Vf93-lampshade-Orbit", "$1$eeeeeeee$")
                .user("fred", "Vf93-lampshade-Ellipse", "$1$ffffffff$");
        scene.budget = new Budget(Duration.ofMillis(60), Duration.ofMinutes(1));
        AuditReport report = scene.scan();
        assertTrue(report.effort().budgetEnded());
        assertTrue(report.incomplete().isEmpty(), "a budget is coverage, not a failure");
        assertFalse(Scene.result(report, "eve").coverage().complete());
        long hashes = report.effort().hashes();
        scene.budget = new Budget(Duration.ofMinutes(2), Duration.ofMinutes(4));
        report = scene.scan();
        hashes += report.effort().hashes();
        Coverage eve = Scene.result(report, "eve").coverage();
        Coverage fred = Scene.result(report, "fred").coverage();
        assertTrue(eve.complete() && fred.complete());
        assertEquals(eve.planned() + fred.planned(), hashes);
    }

    @Test
    void noBudgetAtAllTriesNothing() {
        scene.user("anna", "anna", "$1$aaaaaaaa$");
        scene.budget = new Budget(Duration.ZERO, Duration.ZERO);
        AuditReport report = scene.scan();
        assertEquals(0, report.effort().hashes());
        assertEquals(0, Scene.result(report, "anna").coverage().tried());
    }

    @Test
    void refusesAHashThatCostsTooMuchAtOnceAndGoesOn() {
        String text = "$6$rounds=999999999$aaaaaaaa$" + "a".repeat(85) + "1";
        scene.with(Scene.account(
                        ServiceType.SYSTEM,
                        "greedy",
                        new AccountState.Usable(),
                        EncodedHash.of(new SchemeId("sha512crypt"), text)))
                .user("anna", "anna", "$1$aaaaaaaa$");
        AuditReport report = assertTimeoutPreemptively(Duration.ofSeconds(30), scene::scan);
        assertEquals(List.of("anna username"), Scene.weak(report));
        assertEquals("cost_exceeds_limit", Scene.result(report, "greedy").note());
        assertTrue(report.incomplete().getFirst().reason().startsWith("cost_exceeds_limit"));
    }

    @Test
    void saysWhatItCannotTest() {
        scene.with(Scene.account(
                ServiceType.SYSTEM,
                "odd",
                new AccountState.Usable(),
                EncodedHash.of(new SchemeId("nobody-knows"), "$x$y")));
        AuditReport report = scene.scan();
        assertEquals("unsupported_scheme", Scene.result(report, "odd").note());
        assertEquals(List.of(), report.findings());
    }

    @Test
    void saysWhetherAHashThatItCannotTestIsBehindALock() {
        scene.with(Scene.account(ServiceType.SYSTEM, "odd", new AccountState.Locked(true)))
                .with(Scene.account(ServiceType.SYSTEM, "none", new AccountState.Locked(false)));
        AuditReport report = scene.scan();
        assertEquals(
                "unsupported_scheme: behind the lock",
                Scene.result(report, "odd").note());
        assertEquals(
                "locked, no hash behind the lock", Scene.result(report, "none").note());
    }

    @Test
    void findsAClearPasswordOfOneServiceOnAnotherAccount() {
        scene.with(Scene.account(
                        ServiceType.REDIS, "default", new AccountState.Usable(), Scene.plain("Vf93-lampshade-Orbit")))
                .user("eve", "Vf93-lampshade-Orbit", "$6$rounds=1000$eeeeeeee$")
                .user("fred", "Another-lampshade-4", "$6$rounds=1000$ffffffff$");
        AuditReport report = scene.scan();
        assertEquals(List.of("default shared", "eve shared"), Scene.weak(report));
        assertEquals(
                List.of("redis default in /etc/redis"),
                report.findings().stream()
                        .filter(finding -> finding.account().userName().equals("eve"))
                        .findFirst()
                        .orElseThrow()
                        .sharedWith());
        assertEquals(0, scene.scan().effort().hashes());
    }

    /** A file with a thousand clear passwords must not keep a dear account from its plan, nor the plan from them. */
    @Test
    void manyClearPasswordsAndThePlanTakeTurns() {
        for (int i = 0; i < 1_000; i++) {
            scene.with(Scene.account(
                    ServiceType.FTP, "user" + i, new AccountState.Usable(), Scene.plain("Vf93-lampshade-" + i)));
        }
        scene.user("eve", "qwerty", "$6$rounds=50000$eeeeeeee$");
        scene.user("fred", "Vf93-lampshade-10", "$6$rounds=50000$ffffffff$");
        scene.user("gina", "Vf93-lampshade-20", "$6$rounds=50000$gggggggg$");
        scene.list = Scene.words(java.util.stream.IntStream.range(0, 3_000)
                .mapToObj(i -> i == 2 ? "qwerty" : "filler" + i)
                .toArray(String[]::new));
        scene.budget = new Budget(Duration.ofSeconds(2), Duration.ofMinutes(1));
        List<String> found = Scene.weak(scene.scan()).stream()
                .filter(finding -> !finding.startsWith("user"))
                .toList();
        assertEquals(List.of("eve custom", "fred shared", "gina shared"), found);
    }

    @Test
    void aClearPasswordAloneIsNotShared() {
        scene.with(Scene.account(
                ServiceType.REDIS, "default", new AccountState.Usable(), Scene.plain("Vf93-lampshade-Orbit")));
        assertEquals(List.of(), Scene.weak(scene.scan()));
    }

    @Test
    void aCommonPasswordInClearIsFoundAndRemembered() {
        scene.with(Scene.account(ServiceType.REDIS, "default", new AccountState.Usable(), Scene.plain("123456")))
                .with(Scene.account(ServiceType.TOMCAT, "ops", new AccountState.Usable(), Scene.plain("ops123")));
        AuditReport first = scene.scan();
        AuditReport second = scene.scan();
        assertEquals(2, Scene.weak(first).size(), Scene.weak(first).toString());
        assertEquals(first.findings(), second.findings());
        assertEquals(0, second.effort().hashes());
    }

    @Test
    void aClearPasswordIsStillFoundWhenTheScanBeforeWasCut() {
        scene.with(Scene.account(ServiceType.REDIS, "default", new AccountState.Usable(), Scene.plain("123456")));
        scene.plan = false;
        assertEquals(List.of(), Scene.weak(scene.scan()));
        scene.plan = true;
        assertEquals(1, Scene.weak(scene.scan()).size());
    }

    @Test
    void equalUnsaltedDigestsAreOneSharedPassword() {
        SchemeId sha256 = new SchemeId("redis-sha256");
        String digest = Digests.sha256Hex("Vf93-lampshade-Orbit");
        scene.with(Scene.account(ServiceType.REDIS, "one", new AccountState.Usable(), EncodedHash.of(sha256, digest)))
                .with(Scene.account(
                        ServiceType.REDIS, "two", new AccountState.Usable(), EncodedHash.of(sha256, digest)));
        assertEquals(List.of("one shared", "two shared"), Scene.weak(scene.scan()));
    }

    /** 32 hex digits: an NT hash or an MD5 digest. */
    private static Account ambiguous(String name, String digits) {
        return Scene.account(
                ServiceType.OTHER,
                name,
                new AccountState.Usable(),
                new EncodedHash(new SchemeId("nt"), "utf16", digits.getBytes(US_ASCII)),
                new EncodedHash(new SchemeId("hex-digest"), "MD5", digits.getBytes(US_ASCII)));
    }

    @Test
    void theReadingThatIsMatchedDisprovesTheOther() {
        String letmein = Digests.md5Hex("letmein");
        scene.with(ambiguous("anna", letmein)).with(ambiguous("bert", letmein));
        for (AuditReport report : List.of(scene.scan(), scene.scan())) {
            assertEquals(
                    List.of(
                            "anna custom hex-digest",
                            "bert custom hex-digest",
                            "anna weak_scheme hex-digest",
                            "bert weak_scheme hex-digest"),
                    told(report));
            assertEquals(
                    List.of("hex-digest", "hex-digest"),
                    report.accounts().stream().map(AccountResult::scheme).toList());
            assertEquals("anna", report.accounts().get(0).account().userName());
            assertEquals("bert", report.accounts().get(1).account().userName());
        }
    }

    @Test
    void twoReadingsThatNobodyMatchedAreOnePassword() {
        String strong = Digests.md5Hex("Vf93-lampshade-Orbit");
        scene.with(ambiguous("anna", strong)).with(ambiguous("bert", strong)).user("eve", "eve", "$1$eeeeeeee$");
        AuditReport report = scene.scan();
        assertEquals(
                List.of(
                        "eve username md5crypt",
                        "anna shared nt or hex-digest",
                        "bert shared nt or hex-digest",
                        "eve weak_scheme md5crypt",
                        "anna weak_scheme nt or hex-digest",
                        "bert weak_scheme nt or hex-digest"),
                told(report));
        assertEquals(3, report.accounts().size());
        Coverage both = Scene.result(report, "anna").coverage();
        assertTrue(both.complete());
        assertEquals(2 * plannedAlone(strong), both.planned());
        assertEquals("md5crypt", report.accounts().get(2).scheme());
    }

    private static int plannedAlone(String digits) {
        Scene alone = new Scene();
        for (String name : List.of("anna", "bert")) {
            alone.with(Scene.account(
                    ServiceType.OTHER,
                    name,
                    new AccountState.Usable(),
                    new EncodedHash(new SchemeId("hex-digest"), "MD5", digits.getBytes(US_ASCII))));
        }
        alone.user("eve", "eve", "$1$eeeeeeee$");
        return Scene.result(alone.scan(), "anna").coverage().planned();
    }

    private static List<String> told(AuditReport report) {
        return report.findings().stream()
                .map(finding ->
                        finding.account().userName() + " " + finding.weakness().wireName() + " " + finding.scheme())
                .toList();
    }

    @Test
    void severalPasswordsOfOneAccountAreTestedEach() {
        scene.with(Scene.account(
                ServiceType.REDIS,
                "app",
                new AccountState.Usable(),
                Scene.plain("letmein"),
                Scene.plain("Vf93-lampshade-Orbit")));
        assertEquals(2, scene.scan().accounts().size());
    }

    @Test
    void aFoundPasswordIsTriedOnTheDearAccountsSoon() {
        scene.list = Scene.words(java.util.stream.IntStream.range(0, 3_000)
                .mapToObj(i -> "filler" + i)
                .toArray(String[]::new));
        scene.user("zoe", "zoe1234", "$1$zzzzzzzz$").user("backup", "zoe1234", "$6$rounds=20000$bbbbbbbb$");
        scene.budget = new Budget(Duration.ofSeconds(1), Duration.ofSeconds(5));
        assertEquals(List.of("backup derived", "zoe derived"), Scene.weak(scene.scan()));
    }

    @Test
    void weighsALockedAccountLow() {
        scene.with(Scene.account(
                ServiceType.SYSTEM, "anna", new AccountState.Locked(true), Scene.crypt("anna", "$1$aaaaaaaa$")));
        Finding finding = scene.scan().findings().getFirst();
        assertEquals(Severity.LOW, finding.severity());
        assertEquals(10, finding.durationDays(Scene.TODAY));
    }

    @Test
    void anAccountWithoutPasswordIsTheMostUrgent() {
        scene.with(Scene.account(ServiceType.SYSTEM, "open", new AccountState.Passwordless()));
        Finding finding = scene.scan().findings().getFirst();
        assertEquals(Severity.CRITICAL, finding.severity());
        assertEquals("empty", finding.weakness().wireName());
    }

    @Test
    void aStoppedScanIsNeverClean() {
        scene.user("eve", "Vf93-lampshade-Orbit", "$1$eeeeeeee$");
        scene.stop = () -> true;
        AuditReport report = scene.scan();
        assertTrue(report.incomplete().getFirst().reason().startsWith("aborted"));
    }

    @Test
    void manyAccountsUnderOneSaltAreOneWalk() {
        SchemeId sha256 = new SchemeId("redis-sha256");
        for (int i = 0; i < 500; i++) {
            String password = i % 100 == 0 ? "123456" : "Vf93-lampshade-" + i;
            scene.with(Scene.account(
                    ServiceType.REDIS,
                    "user" + i,
                    new AccountState.Usable(),
                    EncodedHash.of(sha256, Digests.sha256Hex(password))));
        }
        AuditReport report = scene.scan();
        assertEquals(5, report.findings().size());
        assertEquals(0, scene.scan().effort().hashes());
    }

    @Test
    void aNewWordIsTriedOnAClearPasswordToo() {
        scene.with(Scene.account(
                ServiceType.TOMCAT, "ops", new AccountState.Usable(), Scene.plain("Vf93-lampshade-Orbit")));
        scene.scan();
        scene.custom = List.of("Vf93-lampshade-Orbit");
        assertEquals(List.of("ops custom"), Scene.weak(scene.scan()));
    }

    @Test
    void aPasswordFoundLateIsTriedOnAccountsThatHadFinished() {
        SchemeId sha256 = new SchemeId("redis-sha256");
        scene.with(Scene.account(
                        ServiceType.REDIS,
                        "alice",
                        new AccountState.Usable(),
                        EncodedHash.of(sha256, Digests.sha256Hex("zorblaxq123"))))
                .user("zorblaxq", "zorblaxq123", "$6$rounds=20000$zzzzzzzz$");
        assertEquals(List.of("alice derived", "zorblaxq derived"), Scene.weak(scene.scan()));
    }

    @Test
    void anotherAccountsNameIsNotTheAccountsOwn() {
        SchemeId sha256 = new SchemeId("redis-sha256");
        String digest = Digests.sha256Hex("zorblaxq");
        scene.with(Scene.account(
                        ServiceType.REDIS, "zorblaxq", new AccountState.Usable(), EncodedHash.of(sha256, digest)))
                .with(Scene.account(
                        ServiceType.REDIS, "bob", new AccountState.Usable(), EncodedHash.of(sha256, digest)));
        assertEquals(List.of("bob derived", "zorblaxq username"), Scene.weak(scene.scan()));
    }

    @Test
    void aCutScanOfAnUnsaltedStoreGoesOnWithoutRepeating() {
        SchemeId sha256 = new SchemeId("redis-sha256");
        scene.list = Scene.words(java.util.stream.IntStream.range(0, 60_000)
                .mapToObj(i -> "filler" + i)
                .toArray(String[]::new));
        scene.custom = List.of("filler3");
        for (String account : List.of("one filler3", "bob Vf93-lampshade-Orbit")) {
            String[] parts = account.split(" ", -1);
            scene.with(Scene.account(
                    ServiceType.REDIS,
                    parts[0],
                    new AccountState.Usable(),
                    EncodedHash.of(sha256, Digests.sha256Hex(parts[1]))));
        }
        scene.budget = new Budget(Duration.ofMillis(4), Duration.ofMillis(4));
        AuditReport cut = scene.scan();
        assertFalse(Scene.result(cut, "bob").coverage().complete());
        scene.budget = new Budget(Duration.ofMinutes(1), Duration.ofMinutes(1));
        AuditReport rest = scene.scan();
        Coverage bob = Scene.result(rest, "bob").coverage();
        assertTrue(bob.complete());
        // filler3 stands among the extra words and in the plan, and is digested once
        assertEquals(bob.planned() - 1, cut.effort().hashes() + rest.effort().hashes());
        scene.custom = List.of("filler3", "filler77", "bob123");
        assertEquals(0, scene.scan().effort().hashes());
    }

    @Test
    void accountsThatNoScanHasReachedComeFirst() {
        for (int i = 0; i < 12; i++) {
            scene.user("u" + i, "Vf93-lampshade-" + i, "$6$rounds=60000$salt" + (char) ('a' + i) + "$");
        }
        scene.threads = 1;
        scene.budget = new Budget(Duration.ofSeconds(20), Duration.ofMillis(200));
        for (int scan = 0; scan < 12; scan++) {
            AuditReport report = scene.scan();
            boolean all = report.accounts().stream()
                    .allMatch(result -> result.coverage().tried() > 1);
            if (all) {
                return;
            }
        }
        throw new AssertionError("some account was never tried: "
                + scene.scan().accounts().stream()
                        .map(result -> result.coverage().tried())
                        .toList());
    }

    @Test
    void aPasswordThatIsNoLongerSharedIsNoFinding() {
        scene.with(Scene.account(
                        ServiceType.REDIS, "default", new AccountState.Usable(), Scene.plain("Vf93-lampshade-Orbit")))
                .user("eve", "Vf93-lampshade-Orbit", "$6$rounds=1000$eeeeeeee$");
        assertEquals(List.of("default shared", "eve shared"), Scene.weak(scene.scan()));
        scene.accounts.removeFirst();
        scene.with(Scene.account(
                ServiceType.REDIS, "default", new AccountState.Usable(), Scene.plain("Another-lampshade-4")));
        assertEquals(List.of(), Scene.weak(scene.scan()));
    }

    /** And says why: who reads that a scan was stopped looks for somebody who stopped it. */
    @Test
    void isIncompleteWhenAWorkerFailsBetweenBatches() {
        for (Error error : List.of(new OutOfMemoryError("made up"), new NoClassDefFoundError("made up"))) {
            scene.user("eve", "Vf93-lampshade-Orbit", "$1$eeeeeeee$");
            AtomicInteger batches = new AtomicInteger();
            scene.pace = () -> {
                if (batches.incrementAndGet() == 3) {
                    throw error;
                }
            };
            String reason = "aborted: the scan failed: " + error.getClass().getSimpleName();
            assertTrue(scene.scan().incomplete().stream()
                    .anyMatch(each -> each.reason().equals(reason)));
        }
    }

    @Test
    void isIncompleteWhenItIsInterruptedWhileItKeepsItsPace() {
        scene.user("eve", "Vf93-lampshade-Orbit", "$1$eeeeeeee$");
        scene.pace = () -> {
            throw new InterruptedException();
        };
        assertTrue(scene.scan().incomplete().stream()
                .anyMatch(each -> each.reason().startsWith("aborted: the scan was stopped")));
    }
}
