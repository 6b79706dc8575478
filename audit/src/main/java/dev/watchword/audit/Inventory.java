package dev.watchword.audit;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.ServerSession;
import dev.watchword.account.ServiceType;
import dev.watchword.account.StoreRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/** What the store readers found on a target, in their order. Belongs to one thread. */
public final class Inventory implements AccountSink {

    /** Diagnostics kept; a store of a million bad lines is told once more and then counted. */
    private static final int MOST_DIAGNOSTICS = 10_000;

    private static final int MOST_SYSTEM_ACCOUNTS = 5_000_000;

    /** Configuration that any user may have written must not crowd out the accounts of the system. */
    private static final int MOST_SERVICE_ACCOUNTS = 50_000;

    /** Stores told as incomplete; whoever owns a configuration can name a million that are. */
    private static final int MOST_INCOMPLETE = 10_000;

    private static final String DENIED = "permission denied";

    private final PackedAccounts accounts = new PackedAccounts();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final SequencedSet<String> stores = new LinkedHashSet<>();
    private final List<Incomplete> incomplete = new ArrayList<>();
    private final Set<String> denied = new HashSet<>();
    private final List<ServerSession> sessions = new ArrayList<>();
    private final Map<ServiceType, Integer> perService = new EnumMap<>(ServiceType.class);
    private int diagnosticsLeftOut;

    @Override
    public void account(Account account) {
        int met = perService.merge(account.service(), 1, Integer::sum);
        int most = account.service() == ServiceType.SYSTEM || account.service() == ServiceType.OTHER
                ? MOST_SYSTEM_ACCOUNTS
                : MOST_SERVICE_ACCOUNTS;
        if (met <= most) {
            accounts.add(account);
        }
        if (met == most + 1) {
            incomplete.add(new Incomplete(
                    account.store().path(),
                    "more than " + most + " " + account.service().wireName() + " accounts: the others are left out"));
        }
    }

    @Override
    public void diagnostic(Diagnostic diagnostic) {
        if (diagnostics.size() < MOST_DIAGNOSTICS) {
            diagnostics.add(diagnostic);
            return;
        }
        diagnosticsLeftOut++;
    }

    /** Something that the reader of the report should know of the scan itself. */
    public void remark(String text) {
        diagnostic(new Diagnostic(new StoreRef("", 0), text));
    }

    @Override
    public void covered(ServiceType service, String store) {
        stores.add(store);
    }

    /** Noted unless it lies in a folder that is noted as denied: nothing in there can be read. */
    @Override
    public void incomplete(ServiceType service, String store, String reason) {
        if (incomplete.size() > MOST_INCOMPLETE || (reason.startsWith(DENIED) && standsBelowDenied(store))) {
            return;
        }
        if (incomplete.size() == MOST_INCOMPLETE) {
            incomplete.add(new Incomplete(
                    store, "more than " + MOST_INCOMPLETE + " stores could not be read: the others are not listed"));
            return;
        }
        if (reason.startsWith(DENIED)) {
            denied.add(store);
        }
        incomplete.add(new Incomplete(store, reason));
    }

    /** Whether the same refusal of a folder above says it already. */
    private boolean standsBelowDenied(String store) {
        for (int end = store.lastIndexOf('/'); end >= 0; end = store.lastIndexOf('/', end - 1)) {
            if (denied.contains(store.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /** A session on a server that the scan opened, or tried to. */
    public void session(ServerSession session) {
        sessions.add(session);
    }

    public List<ServerSession> sessions() {
        return Collections.unmodifiableList(sessions);
    }

    /** Every account in its order, made anew each time it is asked for. */
    public List<Account> accounts() {
        return Collections.unmodifiableList(accounts);
    }

    PackedAccounts packed() {
        return accounts;
    }

    public List<Diagnostic> diagnostics() {
        return Collections.unmodifiableList(diagnostics);
    }

    /** How many diagnostics came after the list was full. */
    public int diagnosticsLeftOut() {
        return diagnosticsLeftOut;
    }

    /** Stores that were found and read to their end. */
    public List<String> stores() {
        return List.copyOf(stores);
    }

    public List<Incomplete> incomplete() {
        return Collections.unmodifiableList(incomplete);
    }
}
