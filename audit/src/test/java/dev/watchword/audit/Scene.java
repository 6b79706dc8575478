package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.audit.memory.Fingerprint;
import dev.watchword.audit.memory.Memory;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Wordlist;
import dev.watchword.candidate.WordlistLimits;
import dev.watchword.candidate.WordlistReading;
import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashSchemes;
import dev.watchword.hash.SchemeId;
import dev.watchword.testing.LibCrypt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A made-up machine to audit: accounts, a list, a memory. */
final class Scene {

    static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T04:00:00Z"));

    final List<Account> accounts = new ArrayList<>();
    Memory memory = Memory.inProcess();
    Wordlist list = words("letmein", "123456", "qwerty");
    List<String> custom = List.of();
    Budget budget = new Budget(Duration.ofSeconds(20), Duration.ofMinutes(2));
    CostLimit costLimit = CostLimit.DEFAULT;
    boolean plan = true;
    Mask mask = Mask.PARTIAL;

    Pace pace = Pace.UNBOUNDED;
    int threads = 2;
    BooleanSupplier stop = () -> false;

    /** A system account with a hash made by libcrypt. */
    Scene user(String name, String password, String setting) {
        return with(account(ServiceType.SYSTEM, name, new AccountState.Usable(), crypt(password, setting)));
    }

    Scene with(Account account) {
        accounts.add(account);
        return this;
    }

    AuditReport scan() {
        return new Auditor(options(), list, new Derivation(), CLOCK, pace)
                .run("a scene", CLOCK.instant(), inventory(), memory, progress -> {}, stop);
    }

    /** Whether the memory knows what a scan would find, so that none is needed. */
    boolean isKnown() {
        Fingerprint asked = Unchanged.asked(inventory(), options(), list, new Derivation(), memory.fingerprinter());
        return memory.standing(asked, Math.toIntExact(TODAY.toEpochDay())).isPresent();
    }

    private Inventory inventory() {
        Inventory inventory = new Inventory();
        accounts.forEach(inventory::account);
        return inventory;
    }

    private AuditOptions options() {
        return new AuditOptions(
                budget,
                costLimit,
                Wordlist.custom(custom.stream()
                        .map(word -> word.getBytes(StandardCharsets.UTF_8))
                        .toList()),
                plan,
                "",
                List.of(),
                Optional.empty(),
                mask,
                threads,
                TODAY);
    }

    static Account account(ServiceType service, String name, AccountState state, EncodedHash... credentials) {
        return new Account(
                service,
                name,
                new StoreRef("/etc/" + service.wireName(), 1),
                state,
                List.of(credentials),
                Optional.of(TODAY.minusDays(10)),
                Owner.UNKNOWN,
                Exposure.UNKNOWN,
                false);
    }

    static EncodedHash crypt(String password, String setting) {
        String text = LibCrypt.crypt(password.getBytes(StandardCharsets.UTF_8), setting)
                .orElseThrow();
        return EncodedHash.of(HashSchemes.claiming(text).orElseThrow().id(), text);
    }

    static EncodedHash plain(String password) {
        return new EncodedHash(new SchemeId("plain"), "", password.getBytes(StandardCharsets.UTF_8));
    }

    static Wordlist words(String... words) {
        byte[] lines = String.join("\n", words).getBytes(StandardCharsets.UTF_8);
        try {
            return ((WordlistReading.Read) Wordlist.parse(new ByteArrayInputStream(lines), WordlistLimits.DEFAULT))
                    .words();
        } catch (IOException e) {
            throw new AssertionError("reading memory does not fail", e);
        }
    }

    static List<String> weak(AuditReport report) {
        return report.findings().stream()
                .filter(finding -> finding.weakness().passwordKnown())
                .map(finding ->
                        finding.account().userName() + " " + finding.weakness().wireName())
                .sorted()
                .toList();
    }

    static AccountResult result(AuditReport report, String name) {
        return report.accounts().stream()
                .filter(result -> result.account().userName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among "
                        + Arrays.toString(report.accounts().toArray())));
    }
}
