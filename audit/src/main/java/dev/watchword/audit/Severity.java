package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import java.util.Locale;

/** How urgent a finding is, most urgent first. */
public enum Severity {
    /** Whoever knows the name gets in, or gets everything. */
    CRITICAL,
    /** The password will be guessed. */
    HIGH,
    /** Something else still stands in the way. */
    MEDIUM,
    /** To be mended in the normal course of work. */
    LOW;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Weighs a weakness by what the account can do and whether it can be used today. */
    public static Severity of(Account account, Weakness weakness) {
        return switch (weakness) {
            case Weakness.Empty any -> usable(account, account.exposure() == Exposure.LOCAL ? HIGH : CRITICAL);
            case Weakness.SameAsUserName any -> guessed(account);
            case Weakness.InWordlist any -> guessed(account);
            case Weakness.InCustomList any -> guessed(account);
            case Weakness.MadeByRule any -> guessed(account);
            case Weakness.ProductDefault any -> guessed(account);
            case Weakness.Shared any -> usable(account, MEDIUM);
            case Weakness.WeakScheme any -> LOW;
            case Weakness.BreaksPolicy any -> LOW;
        };
    }

    private static Severity guessed(Account account) {
        boolean everything = account.privileged() && account.exposure() != Exposure.LOCAL;
        return usable(account, everything ? CRITICAL : HIGH);
    }

    private static Severity usable(Account account, Severity whenUsable) {
        return switch (account.state()) {
            case AccountState.Usable any -> whenUsable;
            case AccountState.Passwordless any -> whenUsable;
            case AccountState.NoLoginShell any -> atMost(MEDIUM, whenUsable);
            case AccountState.Deleted any -> atMost(MEDIUM, whenUsable);
            case AccountState.Locked any -> LOW;
            case AccountState.Expired any -> LOW;
            case AccountState.Disabled any -> LOW;
            case AccountState.External any -> LOW;
            case AccountState.Unsupported any -> LOW;
        };
    }

    private static Severity atMost(Severity limit, Severity severity) {
        return severity.compareTo(limit) < 0 ? limit : severity;
    }
}
