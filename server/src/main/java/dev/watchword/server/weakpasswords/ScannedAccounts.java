package dev.watchword.server.weakpasswords;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.database.Folded;
import dev.watchword.server.weakpasswords.Intake.Coverage;
import dev.watchword.server.weakpasswords.Intake.Scan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** How far each account of a host was tested. */
final class ScannedAccounts {

    private ScannedAccounts() {}

    /** Keeps what a report says of accounts; those that a completely read store no longer has are forgotten. */
    static void record(Handle handle, Scan scan, Map<String, Coverage> stores, List<ScanReport.Account> accounts) {
        Map<String, String> before = storeById(handle, scan.hostId());
        Set<String> seen = new HashSet<>();
        PreparedBatch batch = handle.prepareBatch("insert into scanned_account (host_id, id, store_id, user_name,"
                + " user_folded, state, scheme, tried, planned, note)"
                + " values (:host, :id, :store, :user, :folded, :state, :scheme, :tried, :planned, :note)"
                + " on conflict (host_id, id) do update set state = excluded.state, scheme = excluded.scheme,"
                + " tried = excluded.tried, planned = excluded.planned, note = excluded.note");
        for (ScanReport.Account account : accounts) {
            String storeKey = Intake.storeKey(account.serviceType(), account.store());
            String id = Key.of(account.serviceType(), account.store(), account.userName());
            if (stores.get(storeKey) == Coverage.OUTDATED || !seen.add(id)) {
                continue;
            }
            String user = StoredText.of(account.userName());
            batch.bind("host", scan.hostId())
                    .bind("id", id)
                    .bind("store", storeKey)
                    .bind("user", user)
                    .bind("folded", Folded.of(user))
                    .bind("state", account.state())
                    .bind("scheme", StoredText.of(account.scheme()))
                    .bind("tried", account.tried())
                    .bind("planned", account.planned())
                    .bind("note", StoredText.of(account.note()))
                    .add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
        PreparedBatch gone = handle.prepareBatch("delete from scanned_account where host_id = :host and id = :id");
        before.forEach((id, storeKey) -> {
            if (stores.get(storeKey) == Coverage.COMPLETE && !seen.contains(id)) {
                gone.bind("host", scan.hostId()).bind("id", id).add();
            }
        });
        if (gone.size() > 0) {
            gone.execute();
        }
    }

    private static Map<String, String> storeById(Handle handle, String hostId) {
        return handle.createQuery("select id, store_id from scanned_account where host_id = :host")
                .bind("host", hostId)
                .reduceRows(new HashMap<>(), (map, row) -> {
                    map.put(row.getColumn("id", String.class), row.getColumn("store_id", String.class));
                    return map;
                });
    }
}
