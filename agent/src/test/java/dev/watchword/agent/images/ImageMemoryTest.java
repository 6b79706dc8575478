package dev.watchword.agent.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.audit.AuditOptions;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Auditor;
import dev.watchword.audit.Budget;
import dev.watchword.audit.CostLimit;
import dev.watchword.audit.Inventory;
import dev.watchword.audit.Mask;
import dev.watchword.audit.Pace;
import dev.watchword.audit.memory.Memory;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Wordlist;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.SchemeId;
import dev.watchword.image.ImageRef;
import dev.watchword.protocol.ImageJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans of images with real hashes, whose guesses are counted. */
class ImageMemoryTest {

    private static final String STRONG = "kH7#vq-Zt0_made-up-strong";
    private static final String OURS = "Zebra-Made-Up-77";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z"));

    @TempDir
    private Path home = Path.of("");

    /** Whether the next jobs find the memory as the last process left it. */
    private AuditReport scan(String kind, String repository, List<String> words, long keptBytes) throws Exception {
        ImageSettings settings = new ImageSettings(1, List.of(), Duration.ofDays(30), keptBytes);
        try (ImageMemory memory = ImageMemory.open(home.resolve("images"), settings)) {
            ImageJob job = job(kind, words);
            ImageRef image = ImageRef.parse("registry.example.org/team/" + repository + ":1")
                    .orElseThrow();
            AuditReport report = audit(job, image, memory.of(job, image));
            memory.keep(Math.toIntExact(TODAY.toEpochDay()), report.effort().hashes());
            return report;
        }
    }

    private AuditReport scan(String repository, String... words) throws Exception {
        return scan(ImageJob.SCAN, repository, List.of(words), 1 << 20);
    }

    @Test
    void anUnchangedImageCostsNoHashAndTellsTheSame() throws Exception {
        AuditReport first = scan("shop");
        assertTrue(first.effort().hashes() > 10_000, "the whole list");
        assertEquals(List.of("eva common"), found(first));
        AuditReport second = scan("shop");
        assertEquals(0, second.effort().hashes());
        assertEquals(List.of("eva common"), found(second));
    }

    /** The same layers, and so the same hashes, below images of other names, for which other words are made. */
    @Test
    void imagesWithAccountsInCommonDoNotDisturbEachOther() throws Exception {
        scan("shop");
        assertTrue(scan("invoices").effort().hashes() > 0);
        assertEquals(0, scan("shop").effort().hashes());
        assertEquals(0, scan("invoices").effort().hashes());
    }

    @Test
    void aNewWordCostsOneHashAnAccount() throws Exception {
        scan("shop");
        AuditReport again = scan("shop", "Unheard-Of-88");
        assertEquals(2, again.effort().hashes(), "ann and bob; eva is known to be weak");
        AuditReport trial = scan(ImageJob.RECHECK, "shop", List.of(OURS), 1 << 20);
        assertEquals(2, trial.effort().hashes());
        assertEquals(List.of("bob custom", "eva common"), found(trial));
        assertEquals(0, scan("shop", "Unheard-Of-88", OURS).effort().hashes());
    }

    @Test
    void aMatchGoesWithItsWordAndIsTriedForOtherReasons() throws Exception {
        assertEquals(List.of("bob custom", "eva custom"), found(scan("shop", OURS, "123456")));
        assertEquals(List.of("bob custom", "eva common"), found(scan("shop", OURS)), "on the list besides");
        AuditReport without = scan("shop");
        assertEquals(List.of("eva common"), found(without));
        assertEquals(0, scan("shop").effort().hashes());
    }

    /** A trial brings the new words alone: it says nothing of the others. */
    @Test
    void aTrialOfOtherWordsForgetsNothing() throws Exception {
        scan("shop", OURS);
        AuditReport trial = scan(ImageJob.RECHECK, "shop", List.of("Unheard-Of-88"), 1 << 20);
        assertEquals(1, trial.effort().hashes(), "ann; the others are known to be weak");
        assertEquals(0, scan("shop", OURS, "Unheard-Of-88").effort().hashes());
    }

    @Test
    void holdsNothingInClearForItsOwnerAlone() throws Exception {
        scan("shop", OURS);
        for (String name : List.of("memory", "memory.key")) {
            Path file = home.resolve("images").resolve(name);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertFalse(text.contains(OURS) || text.contains("{SSHA}") || text.contains("bob"));
        }
    }

    @Test
    void keepsNothingWhenNothingIsToBeKept() throws Exception {
        scan("shop");
        assertTrue(scan(ImageJob.SCAN, "shop", List.of(), 0).effort().hashes() > 10_000);
        assertFalse(Files.exists(home.resolve("images/memory")));
    }

    @Test
    void oneProcessHasIt() throws Exception {
        ImageSettings settings = ImageSettings.DEFAULT;
        try (ImageMemory first = ImageMemory.open(home.resolve("images"), settings)) {
            assertThrows(IOException.class, () -> ImageMemory.open(home.resolve("images"), settings), first::toString);
        }
    }

    private static ImageJob job(String kind, List<String> words) {
        return new ImageJob(
                "job",
                "lease",
                kind,
                120,
                new ImageJob.Registry("registry.example.org", false, false, List.of(), "", ""),
                "team/shop:1",
                "",
                List.of(),
                words.stream()
                        .map(word -> new ImageJob.Word("id of " + word, word))
                        .toList());
    }

    private static AuditReport audit(ImageJob job, ImageRef image, Memory memory) throws Exception {
        boolean ranked = job.kind().equals(ImageJob.SCAN);
        AuditOptions options = new AuditOptions(
                new Budget(Duration.ofMinutes(2), Duration.ofMinutes(4)),
                CostLimit.DEFAULT,
                Wordlist.custom(job.words().stream()
                        .map(word -> word.text().getBytes(StandardCharsets.UTF_8))
                        .toList()),
                ranked,
                ranked ? image.repository().substring(5) : "",
                List.of(),
                Optional.empty(),
                Mask.PARTIAL,
                1,
                TODAY);
        Inventory inventory = new Inventory();
        inventory.account(account("ann", STRONG));
        inventory.account(account("bob", OURS));
        inventory.account(account("eva", "123456"));
        return new Auditor(
                        options,
                        ranked ? Wordlist.builtIn() : Wordlist.empty(),
                        new Derivation(),
                        CLOCK,
                        Pace.UNBOUNDED)
                .run("an image", CLOCK.instant(), inventory, memory, progress -> {}, () -> false);
    }

    /** With a salt of its own and a scheme that is cheap: {SSHA}, RFC 2307. */
    private static Account account(String name, String password) throws Exception {
        byte[] salt = (name + "-salt").getBytes(StandardCharsets.US_ASCII);
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update(password.getBytes(StandardCharsets.UTF_8));
        byte[] digest = sha1.digest(salt);
        byte[] both = java.util.Arrays.copyOf(digest, digest.length + salt.length);
        System.arraycopy(salt, 0, both, digest.length, salt.length);
        String text = "{SSHA}" + Base64.getEncoder().encodeToString(both);
        return new Account(
                ServiceType.SYSTEM,
                name,
                new StoreRef("/etc/shadow", 1),
                new AccountState.Usable(),
                List.of(EncodedHash.of(new SchemeId("ldap-ssha"), text)),
                Optional.empty(),
                Owner.UNKNOWN,
                Exposure.UNKNOWN,
                false);
    }

    private static List<String> found(AuditReport report) {
        return report.findings().stream()
                .filter(finding -> !finding.weakness().wireName().equals("weak_scheme"))
                .map(finding ->
                        finding.account().userName() + " " + finding.weakness().wireName())
                .sorted()
                .toList();
    }
}
