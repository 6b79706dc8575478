package dev.watchword.account.running;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;

/** Puts the name of a root before the paths of its stores: {@code container 3f4e5d6c7b8a:/etc/shadow}. */
final class NamedSink implements AccountSink {

    private final AccountSink next;
    private final String name;

    NamedSink(AccountSink next, String name) {
        this.next = next;
        this.name = name;
    }

    private String named(String path) {
        return name + ":" + path;
    }

    private StoreRef named(StoreRef store) {
        return new StoreRef(named(store.path()), store.line(), store.layer());
    }

    @Override
    public void account(Account account) {
        next.account(new Account(
                account.service(),
                account.userName(),
                named(account.store()),
                account.state(),
                account.credentials(),
                account.lastChanged(),
                account.owner(),
                account.exposure(),
                account.privileged()));
    }

    @Override
    public void diagnostic(Diagnostic diagnostic) {
        next.diagnostic(new Diagnostic(named(diagnostic.store()), diagnostic.reason()));
    }

    @Override
    public void covered(ServiceType service, String store) {
        next.covered(service, named(store));
    }

    @Override
    public void incomplete(ServiceType service, String store, String reason) {
        next.incomplete(service, named(store), reason);
    }
}
