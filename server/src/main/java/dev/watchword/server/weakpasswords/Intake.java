package dev.watchword.server.weakpasswords;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Service;
import dev.watchword.server.secrets.AtRest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Takes what agents report into the state. A report speaks for the stores that it lists: what it found there is seen,
 * and what was open there and is not reported is fixed if the store was read to its end. An older report than the last
 * one that told of a store says nothing about it. Safe for use by many threads.
 *
 * @param atRest keys the identifiers of groups of shared passwords
 */
public record Intake(AtRest atRest) {

    /**
     * Takes a report, in the caller's transaction; the same report again changes nothing.
     *
     * @param now epoch milliseconds; a report that claims to be from later counts as from now
     * @throws ApiError 400 {@code WW.0001} when the report is beyond its limits, 404 {@code WW.0004} when there is no
     *     such host or it is retired
     */
    public void record(Handle handle, String hostId, ScanReport report, long now) {
        ReportCheck.require(report);
        String projectId = handle.createQuery("select project_id from host where id = :host and retired_at is null")
                .bind("host", hostId)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> Service.WATCHWORD.notFound("host", hostId));
        if (!remembered(handle, hostId, report.scanId(), Math.min(report.finishedAt(), now), now)) {
            return;
        }
        Scan scan = new Scan(projectId, hostId, report.scanId(), Math.min(report.finishedAt(), now));
        keepNewest(handle, scan, Math.min(report.startedAt(), scan.at()));
        Map<String, Coverage> stores = ScannedStores.record(handle, scan, report.stores());
        ScannedAccounts.record(handle, scan, stores, report.accounts());
        new SeenFindings(handle, scan, stores, this).record(report.findings());
        WeakHosts.rewrite(handle, hostId);
    }

    /** The group of accounts that share a password, {@code ""} for none: the agents' mark itself is not kept. */
    String group(String mark) {
        if (mark.isEmpty()) {
            return "";
        }
        byte[] digest = atRest.mark("finding/shared_group", mark.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private static boolean remembered(Handle handle, String hostId, String scanId, long finishedAt, long now) {
        return handle.createUpdate("insert into scan (host_id, scan_id, finished_at, received_at)"
                                + " values (:host, :scan, :finished, :now) on conflict do nothing")
                        .bind("host", hostId)
                        .bind("scan", scanId)
                        .bind("finished", finishedAt)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    private static void keepNewest(Handle handle, Scan scan, long startedAt) {
        handle.createUpdate("insert into host_scan (host_id, project_id, scan_id, started_at, finished_at)"
                        + " values (:host, :project, :scan, :started, :finished)"
                        + " on conflict (host_id) do update set scan_id = excluded.scan_id,"
                        + " started_at = excluded.started_at, finished_at = excluded.finished_at"
                        + " where excluded.finished_at >= host_scan.finished_at")
                .bind("host", scan.hostId())
                .bind("project", scan.projectId())
                .bind("scan", scan.scanId())
                .bind("started", startedAt)
                .bind("finished", scan.at())
                .execute();
    }

    /**
     * One report on its way in.
     *
     * @param projectId of the host
     * @param hostId whose
     * @param scanId which
     * @param at when it ended, epoch milliseconds, never in the future
     */
    record Scan(String projectId, String hostId, String scanId, long at) {}

    /** How far a report speaks for a store. */
    enum Coverage {
        /** What it does not mention is gone. */
        COMPLETE,
        /** What it mentions is there. */
        PARTIAL,
        /** A newer report told of the store already. */
        OUTDATED
    }

    /** What stores are known by. */
    static String storeKey(String serviceType, String store) {
        return Key.of(serviceType, store);
    }
}
