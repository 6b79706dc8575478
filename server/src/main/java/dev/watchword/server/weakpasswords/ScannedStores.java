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

    /** What a store says of itself while its report is not whole. */
    static final String ARRIVING = "the report on it has not come in whole yet";

    private ScannedStores() {}

    /** How far a report speaks for its stores, by their keys. */
    static Map<String, Coverage> coverage(Handle handle, Scan scan, List<ScanReport.Store> stores) {
        Map<String, Long> reportedAt = reportedAt(handle, scan.hostId());
        Map<String, Coverage> coverage = new HashMap<>();
        for (ScanReport.Store store : stores) {
            String key = Intake.storeKey(store.serviceType(), store.store());
            boolean outdated = reportedAt.getOrDefault(key, Long.MIN_VALUE) > scan.at();
            boolean complete = store.incomplete().isEmpty();
            coverage.putIfAbsent(key, outdated ? Coverage.OUTDATED : complete ? Coverage.COMPLETE : Coverage.PARTIAL);
        }
        return coverage;
    }

    /** The report tells of its stores from now on, and has not told everything. */
    static void begin(Handle handle, Scan scan, List<ScanReport.Store> stores) {
        write(handle, scan, stores, true);
    }

    /** The report has told everything of its stores. */
    static void end(Handle handle, Scan scan, List<ScanReport.Store> stores) {
        write(handle, scan, stores, false);
    }

    /** Whether the report of some host of the project has told a part of its stores only. */
    static boolean someArrive(Handle handle, String projectId) {
        return handle.createQuery("select exists (select 1 from scanned_store s join host h on h.id = s.host_id"
                        + " where h.project_id = :project and s.incomplete <> '' and s.incomplete = :arriving)")
                .bind("project", projectId)
                .bind("arriving", ARRIVING)
                .mapTo(Boolean.class)
                .one();
    }

    private static void write(Handle handle, Scan scan, List<ScanReport.Store> stores, boolean arriving) {
        Map<String, Coverage> coverage = coverage(handle, scan, stores);
        PreparedBatch batch = handle.prepareBatch("insert into scanned_store"
                + " (host_id, id, service_type, store, incomplete, reported_at, complete_at)"
                + " values (:host, :id, :service, :store, :incomplete, :at, :completeAt)"
                + " on conflict (host_id, id) do update set incomplete = excluded.incomplete,"
                + " reported_at = excluded.reported_at, complete_at = case when excluded.complete_at > 0"
                + " then excluded.complete_at else scanned_store.complete_at end");
        for (ScanReport.Store store : stores) {
            String key = Intake.storeKey(store.serviceType(), store.store());
            // A store that is listed twice is taken once, as it is listed first.
            Coverage covered = coverage.put(key, Coverage.OUTDATED);
            if (covered == Coverage.OUTDATED) {
                continue;
            }
            boolean complete = covered == Coverage.COMPLETE && !arriving;
            batch.bind("host", scan.hostId())
                    .bind("id", key)
                    .bind("service", store.serviceType())
                    .bind("store", StoredText.of(store.store()))
                    .bind("incomplete", arriving ? ARRIVING : StoredText.of(store.incomplete()))
                    .bind("at", scan.at())
                    .bind("completeAt", complete ? scan.at() : 0L)
                    .add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
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
