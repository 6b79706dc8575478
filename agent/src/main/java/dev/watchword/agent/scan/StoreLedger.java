package dev.watchword.agent.scan;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.ServiceType;
import dev.watchword.protocol.ScanReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Passes on what the readers find, and notes for which stores the report may speak: a store that holds an account or was named is listed,
 * and is whole only when its reader said so. Belongs to one thread.
 */
final class StoreLedger implements AccountSink {

    private static final int MOST_STORES = 9_000;
    private static final String UNSAID = "its reader did not say that it was read to its end";

    private final AccountSink next;
    private final Map<Key, String> stores = new LinkedHashMap<>();

    StoreLedger(AccountSink next) {
        this.next = next;
    }

    /** A store's name. */
    record Key(String service, String path) {}

    @Override
    public void account(Account account) {
        next.account(account);
        if (account.service() != ServiceType.OTHER) {
            note(new Key(account.service().wireName(), account.store().path()), UNSAID);
        }
    }

    @Override
    public void diagnostic(Diagnostic diagnostic) {
        next.diagnostic(diagnostic);
    }

    @Override
    public void covered(ServiceType service, String store) {
        next.covered(service, store);
        Key key = new Key(service.wireName(), store);
        if (service != ServiceType.OTHER && UNSAID.equals(stores.getOrDefault(key, UNSAID)) && hasRoomFor(key)) {
            stores.put(key, "");
        }
    }

    @Override
    public void incomplete(ServiceType service, String store, String reason) {
        next.incomplete(service, store, reason);
        Key key = new Key(service.wireName(), store);
        if (service != ServiceType.OTHER && hasRoomFor(key)) {
            stores.put(key, reason);
        }
    }

    /**
     * A store that an earlier scan spoke for and that is not met now: it is listed once more, so that its findings end, unless it
     * lies where this scan could not look.
     */
    void former(Key key) {
        String hidden = stores.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty()
                        && key.path().startsWith(each.getKey().path() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        note(key, hidden);
    }

    boolean lists(String service, String path) {
        return stores.containsKey(new Key(service, path));
    }

    List<Key> keys() {
        return List.copyOf(stores.keySet());
    }

    /**
     * The stores as they are reported.
     *
     * @param doubt why none of them is to be taken as whole, {@code ""} when the scan went to its end
     */
    List<ScanReport.Store> stores(String doubt) {
        List<ScanReport.Store> all = new ArrayList<>();
        stores.forEach((key, reason) -> all.add(
                new ScanReport.Store(key.path(), key.service(), ReportText.cut(reason.isEmpty() ? doubt : reason))));
        return all;
    }

    private void note(Key key, String reason) {
        if (hasRoomFor(key)) {
            stores.putIfAbsent(key, reason);
        }
    }

    private boolean hasRoomFor(Key key) {
        return key.path().length() <= ReportText.LONGEST_PATH
                && !key.path().isEmpty()
                && (stores.containsKey(key) || stores.size() < MOST_STORES);
    }
}
