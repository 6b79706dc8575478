package dev.watchword.server.weakpasswords;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.weakpasswords.Intake.Coverage;
import dev.watchword.server.weakpasswords.Intake.Scan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What is known of the stores of a host: when they were told of, and whether they were read to their end. */
final class ScannedStores {

    private ScannedStores() {}

    /** Keeps what a report says of its stores, and tells by their keys how far it speaks for them. */
    static Map<String, Coverage> record(Handle handle, Scan scan, List<ScanReport.Store> stores) {
        Map<String, Long> reportedAt = reportedAt(handle, scan.hostId());
        Map<String, Coverage> coverage = new HashMap<>();
        PreparedBatch batch = handle.prepareBatch("insert into scanned_store"
                + " (host_id, id, service_type, store, incomplete, reported_at, complete_at)"
                + " values (:host, :id, :service, :store, :incomplete, :at, :completeAt)"
                + " on conflict (host_id, id) do update set incomplete = excluded.incomplete,"
                + " reported_at = excluded.reported_at, complete_at = case when excluded.complete_at > 0"
                + " then excluded.complete_at else scanned_store.complete_at end");
        for (ScanReport.Store store : stores) {
            String key = Intake.storeKey(store.serviceType(), store.store());
            if (coverage.containsKey(key)) {
                continue;
            }
            if (reportedAt.getOrDefault(key, Long.MIN_VALUE) > scan.at()) {
                coverage.put(key, Coverage.OUTDATED);
                continue;
            }
            boolean complete = store.incomplete().isEmpty();
            coverage.put(key, complete ? Coverage.COMPLETE : Coverage.PARTIAL);
            batch.bind("host", scan.hostId())
                    .bind("id", key)
                    .bind("service", store.serviceType())
                    .bind("store", StoredText.of(store.store()))
                    .bind("incomplete", StoredText.of(store.incomplete()))
                    .bind("at", scan.at())
                    .bind("completeAt", complete ? scan.at() : 0L)
                    .add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
        return coverage;
    }

    private static Map<String, Long> reportedAt(Handle handle, String hostId) {
        return handle.createQuery("select id, reported_at from scanned_store where host_id = :host")
                .bind("host", hostId)
                .reduceRows(new HashMap<>(), (map, row) -> {
                    map.put(row.getColumn("id", String.class), row.getColumn("reported_at", Long.class));
                    return map;
                });
    }
}
