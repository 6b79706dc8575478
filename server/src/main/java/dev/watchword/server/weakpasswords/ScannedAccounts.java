package dev.watchword.server.weakpasswords;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.database.Folded;
import dev.watchword.server.weakpasswords.Arrival.Room;
import dev.watchword.server.weakpasswords.Intake.Coverage;
import dev.watchword.server.weakpasswords.Intake.Scan;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** How far each account of a host was tested, as one report tells. Unchangeable. */
final class ScannedAccounts {

    private final Scan scan;
    private final NavigableMap<String, ScanReport.Account> reported = new TreeMap<>();

    ScannedAccounts(Scan scan, List<ScanReport.Account> accounts) {
        this.scan = scan;
        for (ScanReport.Account account : accounts) {
            reported.putIfAbsent(Key.of(account.serviceType(), account.store(), account.userName()), account);
        }
    }

    /**
     * Keeps the next of what the report says.
     *
     * @param after the identifier of the last one that was kept
     * @return the same now; empty when there are no more
     */
    Optional<String> keep(Handle handle, Map<String, Coverage> stores, String after, Room room) {
        PreparedBatch batch = handle.prepareBatch("insert into scanned_account (host_id, id, store_id, user_name,"
                + " user_folded, state, scheme, tried, planned, note)"
                + " values (:host, :id, :store, :user, :folded, :state, :scheme, :tried, :planned, :note)"
                + " on conflict (host_id, id) do update set state = excluded.state, scheme = excluded.scheme,"
                + " tried = excluded.tried, planned = excluded.planned, note = excluded.note");
        for (var each : reported.tailMap(after, false).entrySet()) {
            if (!room.isLeft()) {
                break;
            }
            after = each.getKey();
            room.take(1);
            ScanReport.Account account = each.getValue();
            String storeKey = Intake.storeKey(account.serviceType(), account.store());
            if (stores.get(storeKey) == Coverage.OUTDATED) {
                continue;
            }
            String user = StoredText.of(account.userName());
            batch.bind("host", scan.hostId())
                    .bind("id", each.getKey())
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
        return reported.higherKey(after) == null ? Optional.empty() : Optional.of(after);
    }

    /** Forgets the next of those that a completely read store no longer has; {@code after} and the answer as above. */
    Optional<String> forget(Handle handle, Map<String, Coverage> stores, String after, Room room) {
        List<Known> page = handle.createQuery("select id, store_id from scanned_account where host_id = :host"
                        + " and id > :after order by id limit :most")
                .bind("host", scan.hostId())
                .bind("after", after)
                .bind("most", room.left())
                .map((row, context) -> new Known(row.getString("id"), row.getString("store_id")))
                .list();
        boolean last = page.size() < room.left();
        PreparedBatch gone = handle.prepareBatch("delete from scanned_account where host_id = :host and id = :id");
        for (Known known : page) {
            if (stores.get(known.storeId()) == Coverage.COMPLETE && !reported.containsKey(known.id())) {
                gone.bind("host", scan.hostId()).bind("id", known.id()).add();
            }
        }
        room.take(gone.size() + page.size() / Room.READ_FOR_ONE_WRITTEN);
        if (gone.size() > 0) {
            gone.execute();
        }
        return last ? Optional.empty() : Optional.of(page.getLast().id());
    }

    private record Known(String id, String storeId) {}
}
