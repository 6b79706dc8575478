package dev.watchword.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a reader tells. */
public final class RecordingSink implements AccountSink {

    public final List<Account> accounts = new ArrayList<>();
    public final List<String> diagnostics = new ArrayList<>();
    public final List<String> covered = new ArrayList<>();
    public final List<String> incomplete = new ArrayList<>();

    @Override
    public void account(Account account) {
        accounts.add(account);
    }

    @Override
    public void diagnostic(Diagnostic diagnostic) {
        diagnostics.add(diagnostic.store() + " " + diagnostic.reason());
    }

    @Override
    public void covered(ServiceType service, String store) {
        covered.add(store);
    }

    @Override
    public void incomplete(ServiceType service, String store, String reason) {
        incomplete.add(store + " " + reason);
    }

    /** The only account of this name. */
    public Account account(String name) {
        List<Account> found = accounts.stream()
                .filter(account -> account.userName().equals(name))
                .toList();
        assertEquals(1, found.size(), () -> name + " in " + names());
        return found.getFirst();
    }

    public AccountState state(String name) {
        return account(name).state();
    }

    /** Scheme and text of the account's credentials, with the variant if there is one. */
    public List<String> credentials(String name) {
        return account(name).credentials().stream()
                .map(hash -> hash.scheme() + (hash.variant().isEmpty() ? "" : "(" + hash.variant() + ")") + " "
                        + hash.latin1())
                .toList();
    }

    public List<String> names() {
        return accounts.stream().map(Account::userName).toList();
    }

    /** All that goes to a person without being a credential. */
    public String words() {
        StringBuilder words = new StringBuilder();
        accounts.forEach(account -> words.append(account).append('\n'));
        List.of(diagnostics, covered, incomplete)
                .forEach(list -> list.forEach(line -> words.append(line).append('\n')));
        return words.toString();
    }
}
