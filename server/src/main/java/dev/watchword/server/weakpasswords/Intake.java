package dev.watchword.server.weakpasswords;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.database.Piece;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Service;
import dev.watchword.server.secrets.AtRest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
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
        Optional<Piece> next = Optional.of(pieces(hostId, report, now, any -> {}));
        while (next.isPresent()) {
            next = next.get().run(handle);
        }
    }

    /**
     * The same in pieces, so that a large report does not keep others from writing. Until the last one the stores of the
     * report say that they are incomplete, and the host's newest scan is the one before.
     *
     * @param atLast is done with the last piece
     */
    public Piece pieces(String hostId, ScanReport report, long now, Consumer<Handle> atLast) {
        ReportCheck.require(report);
        return handle -> {
            Scan scan =
                    new Scan(projectOf(handle, hostId), hostId, report.scanId(), Math.min(report.finishedAt(), now));
            return new Arrival(scan, report, now, this, atLast).begin(handle);
        };
    }

    /** @throws ApiError 404 when there is no such host or it is retired */
    static String projectOf(Handle handle, String hostId) {
        return handle.createQuery("select project_id from host where id = :host and retired_at is null")
                .bind("host", hostId)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> Service.WATCHWORD.notFound("host", hostId));
    }

    /** The group of accounts that share a password, {@code ""} for none: the agents' mark itself is not kept. */
    String group(String mark) {
        if (mark.isEmpty()) {
            return "";
        }
        byte[] digest = atRest.mark("finding/shared_group", mark.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest, 0, 8);
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
