package dev.watchword.agent.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.account.StoredPassword;
import dev.watchword.audit.AuditOptions;
import dev.watchword.audit.AuditReport;
import dev.watchword.audit.Auditor;
import dev.watchword.audit.Budget;
import dev.watchword.audit.CostLimit;
import dev.watchword.audit.Inventory;
import dev.watchword.audit.Mask;
import dev.watchword.audit.memory.Memory;
import dev.watchword.candidate.Derivation;
import dev.watchword.candidate.Wordlist;
import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.NotTested;
import dev.watchword.protocol.ScanReport;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Servers tell people in their own words why an account was not tested: by what the protocol fixes, which the audit's texts must keep to. */
class ReportMakerTest {

    private static final String SALTED = "$saltsalt$" + "a".repeat(85) + ".";
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void aStoredPasswordThatWasNotTestedSaysWhyInTheWordsOfTheProtocol() {
        assertEquals("unsupported unsupported_scheme, $8$", told("$8$salt$digest"));
        assertEquals("unsupported malformed, sha512crypt", told("$6$salt").replaceAll(": .*", ""));
        assertEquals("usable cost_exceeds_limit, ", told("$6$rounds=999999999" + SALTED));
        assertEquals("external decided_by, unix_socket", told(new AccountState.External("unix_socket")));
    }

    @Test
    void anAccountWithoutAStoredPasswordSaysWhyByItsState() {
        assertEquals("disabled", told("*"));
        assertEquals("locked", told("!x"));
        assertEquals("passwordless", told(""));
        assertEquals("usable", told(new AccountState.Usable()));
    }

    @Test
    void whatWasStoppedSaysSoInTheWordsOfTheProtocol() {
        ScanReport report = report(account(StoredPassword.of("$6" + SALTED)), true);
        String reason = report.stores().getFirst().incomplete();
        assertEquals(Optional.of(NotTested.ABORTED), NotTested.of(reason), reason);
    }

    private static String told(String field) {
        return told(account(StoredPassword.of(field)));
    }

    private static String told(AccountState state) {
        return told(account(new StoredPassword(state, List.of())));
    }

    /** The state, why it was not tested where that is told, and what stands beside it. */
    private static String told(Account account) {
        ScanReport.Account row = report(account, false).accounts().getFirst();
        return row.state()
                + NotTested.of(row.note())
                        .map(why -> " " + why.name().toLowerCase(Locale.ROOT) + ", " + why.beside(row.note()))
                        .orElse("");
    }

    private static ScanReport report(Account account, boolean stopped) {
        Inventory inventory = new Inventory();
        StoreLedger ledger = new StoreLedger(inventory);
        ledger.account(account);
        ledger.covered(ServiceType.SYSTEM, "/etc/shadow");
        AuditReport audit = new Auditor(options(), Wordlist.empty(), new Derivation(), () -> Instant.EPOCH)
                .run("/", Instant.EPOCH, inventory, Memory.ofThisScan(), progress -> {}, () -> stopped);
        try (FleetKey key = FleetKey.generate(RANDOM)) {
            return new ReportMaker(audit, ledger, key).report("scan", false, Optional.empty());
        }
    }

    private static AuditOptions options() {
        Budget budget = new Budget(Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new AuditOptions(
                budget,
                CostLimit.DEFAULT,
                Wordlist.empty(),
                true,
                "",
                List.of(),
                Optional.empty(),
                Mask.PARTIAL,
                1,
                LocalDate.EPOCH);
    }

    private static Account account(StoredPassword password) {
        return new Account(
                ServiceType.SYSTEM,
                "ann",
                new StoreRef("/etc/shadow", 1),
                password.state(),
                password.credentials(),
                Optional.empty(),
                Owner.UNKNOWN,
                Exposure.UNKNOWN,
                false);
    }
}
