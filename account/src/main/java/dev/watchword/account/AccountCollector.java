package dev.watchword.account;

import java.util.ArrayList;
import java.util.List;

/** Keeps the accounts of one server to itself and hands everything else on. Belongs to one thread. */
public final class AccountCollector implements AccountSink {

    private final AccountSink others;
    private final List<Account> accounts = new ArrayList<>();

    public AccountCollector(AccountSink others) {
        this.others = others;
    }

    /** Those that were told until now. */
    public List<Account> accounts() {
        return List.copyOf(accounts);
    }

    @Override
    public void account(Account account) {
        accounts.add(account);
    }

    @Override
    public void diagnostic(Diagnostic diagnostic) {
        others.diagnostic(diagnostic);
    }

    @Override
    public void covered(ServiceType service, String store) {
        others.covered(service, store);
    }

    @Override
    public void incomplete(ServiceType service, String store, String reason) {
        others.incomplete(service, store, reason);
    }
}
