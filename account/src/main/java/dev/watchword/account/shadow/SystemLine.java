package dev.watchword.account.shadow;

import dev.watchword.account.Account;
import dev.watchword.account.AccountState;
import dev.watchword.account.Exposure;
import dev.watchword.account.Fields;
import dev.watchword.account.Owner;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import dev.watchword.account.StoredPassword;
import java.time.LocalDate;
import java.util.Set;

/** Makes an account of one line of passwd(5) or shadow(5). */
public final class SystemLine {

    /** Programs that stand for a login shell and let nobody in, by the last component of their path. */
    private static final Set<String> REFUSING_SHELLS =
            Set.of("nologin", "false", "true", "sync", "halt", "shutdown", "reboot", "null");

    private SystemLine() {}

    /** A shadow line that stands alone, without its passwd line: the owner is unknown. */
    public static Account ofShadow(byte[] line, StoreRef at, LocalDate today) {
        return ofShadow(new Fields(line), at, Owner.UNKNOWN, today);
    }

    /** A passwd line with the password in its own second field. */
    public static Account ofPasswd(byte[] line, StoreRef at, LocalDate today) {
        return ofPasswd(new Fields(line), at, today);
    }

    static Account ofShadow(Fields line, StoreRef at, Owner owner, LocalDate today) {
        return account(line, at, owner, Aging.of(line), today);
    }

    static Account ofPasswd(Fields line, StoreRef at, LocalDate today) {
        return account(line, at, PasswdTable.owner(line), Aging.NONE, today);
    }

    private static Account account(Fields line, StoreRef at, Owner owner, Aging aging, LocalDate today) {
        StoredPassword password = StoredPassword.of(line.latin1(2));
        return new Account(
                ServiceType.SYSTEM,
                line.text(1),
                at,
                state(password.state(), aging, owner, today),
                password.credentials(),
                aging.lastChanged(today),
                owner,
                Exposure.UNKNOWN,
                owner.uid() == 0);
    }

    private static AccountState state(AccountState stored, Aging aging, Owner owner, LocalDate today) {
        if (!(stored instanceof AccountState.Usable)) {
            return stored;
        }
        var refusedSince = aging.refusedSince(today);
        if (refusedSince.isPresent()) {
            return new AccountState.Expired(refusedSince.get());
        }
        String shell = owner.shell();
        String program = shell.substring(shell.lastIndexOf('/') + 1);
        return REFUSING_SHELLS.contains(program) ? new AccountState.NoLoginShell(shell) : stored;
    }
}
