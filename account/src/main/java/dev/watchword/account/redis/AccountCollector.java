package dev.watchword.account.redis;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.ServiceType;
import java.util.ArrayList;
import java.util.List;

/** Keeps the accounts of one server to itself and hands everything else on. */
final class AccountCollector implements AccountSink {

    private final AccountSink others;
    private final List<Account> accounts = new ArrayList<>();

    AccountCollector(AccountSink others) {
        this.others = others;
    }

    List<Account> accounts() {
        return accounts;
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
