package dev.watchword.server.weakpasswords;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.database.Piece;
import dev.watchword.server.weakpasswords.Intake.Coverage;
import dev.watchword.server.weakpasswords.Intake.Scan;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * One report on its way into the state. Each transaction takes what is next, until it has changed enough; a small report
 * needs one. What was found comes first and what is gone after it, so that in between nobody misses what is weak. Where a
 * report stops for good, its stores stay incomplete until the next one. Unchangeable: a piece may run again.
 */
final class Arrival {

    /** Rows that one transaction changes, about: some 50 milliseconds. */
    static final int ROWS = 1_000;

    private final Scan scan;
    private final ScanReport report;
    private final long now;
    private final ScannedAccounts accounts;
    private final SeenFindings findings;
    private final Consumer<Handle> atLast;

    Arrival(Scan scan, ScanReport report, long now, Intake intake, Consumer<Handle> atLast) {
        this.scan = scan;
        this.report = report;
        this.now = now;
        this.accounts = new ScannedAccounts(scan, report.accounts());
        this.findings = new SeenFindings(scan, report.findings(), intake);
        this.atLast = atLast;
    }

    /** What is taken after what. */
    private enum Part {
        ACCOUNTS,
        FINDINGS,
        GONE_ACCOUNTS,
        GONE_FINDINGS,
        END
    }

    /**
     * How far it is.
     *
     * @param part which is next
     * @param after the identifier of its last row that was taken, {@code ""} at its start
     */
    private record Place(Part part, String after) {

        static final Place START = new Place(Part.ACCOUNTS, "");

        /** @param last the identifier of the last row of this part that was taken; empty when there are no more */
        Place then(Optional<String> last) {
            return last.map(id -> new Place(part, id))
                    .orElseGet(() -> new Place(Part.values()[part.ordinal() + 1], ""));
        }
    }

    Optional<Piece> begin(Handle handle) {
        Optional<Piece> rest = goOn(handle, Place.START);
        if (rest.isPresent()) {
            ScannedStores.begin(handle, scan, report.stores());
        }
        return rest;
    }

    private Optional<Piece> goOn(Handle handle, Place from) {
        Intake.projectOf(handle, scan.hostId());
        if (isTaken(handle)) {
            return Optional.empty();
        }
        Map<String, Coverage> stores = ScannedStores.coverage(handle, scan, report.stores());
        Room room = new Room(ROWS);
        Place place = from;
        while (place.part() != Part.END && room.isLeft()) {
            String after = place.after();
            place = place.then(
                    switch (place.part()) {
                        case ACCOUNTS -> accounts.keep(handle, stores, after, room);
                        case FINDINGS -> findings.keep(handle, stores, after, room);
                        case GONE_ACCOUNTS -> accounts.forget(handle, stores, after, room);
                        case GONE_FINDINGS -> findings.fix(handle, stores, after, room);
                        case END -> Optional.empty();
                    });
        }
        if (place.part() != Part.END || !room.isLeft()) {
            Place next = place;
            return Optional.of(later -> goOn(later, next));
        }
        end(handle);
        return Optional.empty();
    }

    private void end(Handle handle) {
        handle.createUpdate("insert into scan (host_id, scan_id, finished_at, received_at)"
                        + " values (:host, :scan, :finished, :now) on conflict do nothing")
                .bind("host", scan.hostId())
                .bind("scan", scan.scanId())
                .bind("finished", scan.at())
                .bind("now", now)
                .execute();
        handle.createUpdate("insert into host_scan (host_id, project_id, scan_id, started_at, finished_at)"
                        + " values (:host, :project, :scan, :started, :finished)"
                        + " on conflict (host_id) do update set scan_id = excluded.scan_id,"
                        + " started_at = excluded.started_at, finished_at = excluded.finished_at"
                        + " where excluded.finished_at >= host_scan.finished_at")
                .bind("host", scan.hostId())
                .bind("project", scan.projectId())
                .bind("scan", scan.scanId())
                .bind("started", Math.min(report.startedAt(), scan.at()))
                .bind("finished", scan.at())
                .execute();
        ScannedStores.end(handle, scan, report.stores());
        WeakHosts.rewrite(handle, scan.hostId());
        FindingCounts.recount(handle, scan.hostId());
        atLast.accept(handle);
    }

    private boolean isTaken(Handle handle) {
        return handle.createQuery("select 1 from scan where host_id = :host and scan_id = :scan")
                .bind("host", scan.hostId())
                .bind("scan", scan.scanId())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** What a transaction may change yet. Not safe for use by several threads. */
    static final class Room {

        /** Reading costs little. */
        static final int READ_FOR_ONE_WRITTEN = 20;

        private int rows;

        Room(int rows) {
            this.rows = rows;
        }

        boolean isLeft() {
            return rows > 0;
        }

        int left() {
            return rows;
        }

        void take(int count) {
            rows -= count;
        }
    }
}
