package dev.watchword.server.weakpasswords;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The limits of a report. A machine's owner can put anything into its stores, so that a report is refused only for what
 * an honest agent never sends; text that no database takes is replaced, see {@link StoredText}.
 */
public final class ReportCheck {

    static final int STORES = 10_000;
    static final int ACCOUNTS = 100_000;
    static final int FINDINGS = 100_000;
    static final int PATH = 4_096;
    static final int USER_NAME = 1_024;
    static final int FREE_TEXT = 2_048;
    static final int MASK = 128;

    static final Set<String> SERVICES = Set.of(ServiceTypes.words());
    static final Set<String> STATES = Set.of(
            "usable",
            "locked",
            "passwordless",
            "disabled",
            "expired",
            "no_login_shell",
            "external",
            "unsupported",
            "deleted");

    private static final Pattern SCAN_ID = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final Pattern MARK = Pattern.compile("[0-9a-f]{0,128}");

    private ReportCheck() {}

    /**
     * Returns when the report is within its limits.
     *
     * @throws ApiError 400 {@code WW.0001}, naming the field and its rule
     */
    public static void require(ScanReport report) {
        that(SCAN_ID.matcher(report.scanId()).matches(), "scan_id", "it must be a UUID");
        that(report.startedAt() >= 0, "started_at", "it must not be negative");
        that(report.finishedAt() >= 0, "finished_at", "it must not be negative");
        atMost(STORES, report.stores(), "stores");
        atMost(ACCOUNTS, report.accounts(), "accounts");
        atMost(FINDINGS, report.findings(), "findings");
        atMost(1, report.rules(), "rules");
        Set<String> listed = new HashSet<>();
        for (ScanReport.Store store : report.stores()) {
            word(SERVICES, store.serviceType(), "stores.service_type");
            that(!store.store().isEmpty(), "stores.store", "it must not be empty");
            atMost(PATH, store.store(), "stores.store");
            atMost(FREE_TEXT, store.incomplete(), "stores.incomplete");
            listed.add(store.serviceType() + " " + store.store());
        }
        report.accounts().forEach(account -> require(account, listed));
        report.findings().forEach(finding -> require(finding, listed));
    }

    private static void require(ScanReport.Account account, Set<String> listed) {
        that(
                listed.contains(account.serviceType() + " " + account.store()),
                "accounts.store",
                "it must be one of the stores that are listed");
        atMost(USER_NAME, account.userName(), "accounts.user_name");
        word(STATES, account.state(), "accounts.state");
        atMost(MASK, account.scheme(), "accounts.scheme");
        that(account.tried() >= 0, "accounts.tried", "it must not be negative");
        that(account.planned() >= 0, "accounts.planned", "it must not be negative");
        atMost(FREE_TEXT, account.note(), "accounts.note");
    }

    private static void require(ScanReport.Finding finding, Set<String> listed) {
        that(
                listed.contains(finding.serviceType() + " " + finding.store()),
                "findings.store",
                "it must be one of the stores that are listed");
        atMost(USER_NAME, finding.userName(), "findings.user_name");
        word(STATES, finding.state(), "findings.state");
        word(Set.of(Weakness.words()), finding.weakness(), "findings.weakness");
        word(Set.of(Severity.words()), finding.severity(), "findings.severity");
        atMost(MASK, finding.masked(), "findings.masked");
        atMost(FREE_TEXT, finding.suggestion(), "findings.suggestion");
        that(finding.passwordChangedAt() >= 0, "findings.password_changed_at", "it must not be negative");
        that(finding.length() >= 0, "findings.length", "it must not be negative");
        that(finding.classes() >= 0 && finding.classes() <= 4, "findings.classes", "it must be within 0 and 4");
        that(finding.longestRun() >= 0, "findings.longest_run", "it must not be negative");
        that(MARK.matcher(finding.sharedMark()).matches(), "findings.shared_mark", "it must be hexadecimal");
    }

    private static void atMost(int most, List<?> items, String field) {
        that(items.size() <= most, field, "it must have 0 to " + most + " items");
    }

    private static void atMost(int most, String text, String field) {
        that(text.codePointCount(0, text.length()) <= most, field, "it must have at most " + most + " characters");
    }

    private static void word(Set<String> words, String word, String field) {
        that(
                words.contains(word),
                field,
                "it must be one of " + String.join(", ", words.stream().sorted().toList()));
    }

    private static void that(boolean holds, String field, String reason) {
        if (!holds) {
            throw Service.WATCHWORD.invalid(field, reason);
        }
    }
}
