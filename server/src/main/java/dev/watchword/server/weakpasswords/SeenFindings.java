package dev.watchword.server.weakpasswords;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.database.Folded;
import dev.watchword.server.weakpasswords.Arrival.Room;
import dev.watchword.server.weakpasswords.FindingEvents.Kind;
import dev.watchword.server.weakpasswords.Intake.Coverage;
import dev.watchword.server.weakpasswords.Intake.Scan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Compares what a report found with what was known: found, seen again, changed, come back or fixed. Unchangeable. */
final class SeenFindings {

    private static final String KNOWN =
            "select id, store_id, weakness, fixed_at is not null as fixed, events from finding where host_id = :host";

    /** An account with several weak passwords has one finding, the most urgent. */
    private static final Comparator<ScanReport.Finding> WORST_FIRST =
            Comparator.<ScanReport.Finding, Severity>comparing(
                            finding -> Severity.parse(finding.severity()).orElseThrow())
                    .thenComparing(finding -> Weakness.parse(finding.weakness()).orElseThrow())
                    .thenComparing(ScanReport.Finding::masked);

    private final Scan scan;
    private final Intake intake;
    private final NavigableMap<String, ScanReport.Finding> reported = new TreeMap<>();

    SeenFindings(Scan scan, List<ScanReport.Finding> findings, Intake intake) {
        this.scan = scan;
        this.intake = intake;
        for (ScanReport.Finding finding : findings) {
            reported.merge(id(finding), finding, (a, b) -> WORST_FIRST.compare(a, b) <= 0 ? a : b);
        }
    }

    /**
     * Keeps the next of what the report found.
     *
     * @param after the identifier of the last one that was kept
     * @return the same now; empty when there are no more
     */
    Optional<String> keep(Handle handle, Map<String, Coverage> stores, String after, Room room) {
        SortedMap<String, ScanReport.Finding> next = new TreeMap<>();
        for (var each : reported.tailMap(after, false).entrySet()) {
            if (!room.isLeft()) {
                break;
            }
            room.take(1);
            after = each.getKey();
            ScanReport.Finding finding = each.getValue();
            if (stores.get(Intake.storeKey(finding.serviceType(), finding.store())) != Coverage.OUTDATED) {
                next.put(each.getKey(), finding);
            }
        }
        if (!next.isEmpty()) {
            FindingEvents events = new FindingEvents(handle);
            keep(handle, next, known(handle, next.firstKey(), next.lastKey()), events);
            room.take(events.write());
        }
        return reported.higherKey(after) == null ? Optional.empty() : Optional.of(after);
    }

    /**
     * Ends the next of those that were open and are gone.
     *
     * @param after the identifier of the last known finding that was looked at
     * @return the same now; empty when there are no more
     */
    Optional<String> fix(Handle handle, Map<String, Coverage> stores, String after, Room room) {
        List<Known> page = handle.createQuery(KNOWN + " and id > :after order by id limit :most")
                .bind("host", scan.hostId())
                .bind("after", after)
                .bind("most", room.left())
                .map(SeenFindings::known)
                .list();
        boolean last = page.size() < room.left();
        List<Known> gone = page.stream()
                .filter(known -> stores.get(known.storeId()) == Coverage.COMPLETE && !reported.containsKey(known.id()))
                .toList();
        room.take(page.size() / Room.READ_FOR_ONE_WRITTEN);
        room.take(fix(handle, gone));
        return last ? Optional.empty() : Optional.of(page.getLast().id());
    }

    /**
     * What is known of a finding.
     *
     * @param fixed whether it had ended
     * @param events how many it has
     */
    private record Known(String id, String storeId, String weakness, boolean fixed, int events) {}

    private static Known known(ResultSet row, StatementContext context) throws SQLException {
        return new Known(
                row.getString("id"),
                row.getString("store_id"),
                row.getString("weakness"),
                row.getBoolean("fixed"),
                row.getInt("events"));
    }

    private Map<String, Known> known(Handle handle, String first, String last) {
        Map<String, Known> known = new HashMap<>();
        handle.createQuery(KNOWN + " and id >= :first and id <= :last")
                .bind("host", scan.hostId())
                .bind("first", first)
                .bind("last", last)
                .map(SeenFindings::known)
                .forEach(each -> known.put(each.id(), each));
        return known;
    }

    private static String id(ScanReport.Finding finding) {
        String subject = Weakness.parse(finding.weakness()).orElseThrow().subject();
        return Key.of(finding.serviceType(), finding.store(), finding.userName(), subject);
    }

    private void keep(
            Handle handle, Map<String, ScanReport.Finding> next, Map<String, Known> before, FindingEvents events) {
        Forgotten acceptances = new Forgotten(handle);
        PreparedBatch batch = handle.prepareBatch("insert into finding (host_id, id, project_id, service_type,"
                + " store_id, store, user_name, user_folded, state, weakness, listed, severity, masked, suggestion,"
                + " password_changed_at, length, classes, longest_run, shared_group, first_seen_at, last_seen_at,"
                + " came_back, events)"
                + " values (:host, :id, :project, :serviceType, :storeId, :storeText, :user, :folded, :state,"
                + " :weakness, :listed, :rank, :maskedText, :suggestionText, :passwordChangedAt, :length,"
                + " :classes, :longestRun, :group, :at, :at, 0, 1)"
                + " on conflict (host_id, id) do update set state = excluded.state, weakness = excluded.weakness,"
                + " listed = excluded.listed, severity = excluded.severity, masked = excluded.masked,"
                + " suggestion = excluded.suggestion, password_changed_at = excluded.password_changed_at,"
                + " length = excluded.length, classes = excluded.classes, longest_run = excluded.longest_run,"
                + " shared_group = excluded.shared_group, last_seen_at = excluded.last_seen_at, fixed_at = null,"
                + " came_back = finding.came_back + :back, events = finding.events + :more");
        next.forEach((id, finding) -> {
            @Nullable Known known = before.get(id);
            Optional<Kind> kind = happened(known, finding);
            Weakness weakness = Weakness.parse(finding.weakness()).orElseThrow();
            String user = StoredText.of(finding.userName());
            batch.bindMethods(finding)
                    .bind("host", scan.hostId())
                    .bind("id", id)
                    .bind("project", scan.projectId())
                    .bind("storeId", Intake.storeKey(finding.serviceType(), finding.store()))
                    .bind("storeText", StoredText.of(finding.store()))
                    .bind("user", user)
                    .bind("folded", Folded.of(user))
                    .bind("listed", weakness.listed() && ServiceTypes.listed(finding.serviceType()))
                    .bind(
                            "rank",
                            Severity.parse(finding.severity()).orElseThrow().ordinal())
                    .bind("maskedText", StoredText.of(finding.masked()))
                    .bind("suggestionText", StoredText.of(finding.suggestion()))
                    .bind("group", intake.group(finding.sharedMark()))
                    .bind("at", scan.at())
                    .bind("back", kind.equals(Optional.of(Kind.CAME_BACK)) ? 1 : 0)
                    .bind("more", kind.isPresent() ? 1 : 0)
                    .add();
            kind.ifPresent(what -> {
                add(events, id, known, what, finding.weakness());
                if (known != null) {
                    acceptances.add(id);
                }
            });
        });
        batch.execute();
        acceptances.write();
    }

    private static Optional<Kind> happened(@Nullable Known known, ScanReport.Finding finding) {
        if (known == null) {
            return Optional.of(Kind.FOUND);
        }
        if (known.fixed()) {
            return Optional.of(Kind.CAME_BACK);
        }
        return known.weakness().equals(finding.weakness()) ? Optional.empty() : Optional.of(Kind.CHANGED);
    }

    private int fix(Handle handle, List<Known> gone) {
        FindingEvents events = new FindingEvents(handle);
        Forgotten acceptances = new Forgotten(handle);
        PreparedBatch batch = handle.prepareBatch(
                "update finding set fixed_at = :at, events = events + 1 where host_id = :host and id = :id");
        for (Known known : gone) {
            acceptances.add(known.id());
            if (!known.fixed()) {
                batch.bind("at", scan.at())
                        .bind("host", scan.hostId())
                        .bind("id", known.id())
                        .add();
                add(events, known.id(), known, Kind.FIXED, known.weakness());
            }
        }
        int fixed = batch.size();
        if (fixed > 0) {
            batch.execute();
        }
        acceptances.write();
        return fixed + events.write();
    }

    private void add(FindingEvents events, String id, @Nullable Known known, Kind kind, String weakness) {
        int sequence = known == null ? 1 : known.events() + 1;
        events.add(scan.projectId(), scan.hostId(), id, sequence, kind, scan.at(), weakness, scan.scanId(), "");
    }

    /** An acceptance was for the password as it was. */
    private final class Forgotten {

        private final PreparedBatch batch;

        Forgotten(Handle handle) {
            this.batch =
                    handle.prepareBatch("delete from finding_acceptance where host_id = :host and finding_id = :id");
        }

        void add(String id) {
            batch.bind("host", scan.hostId()).bind("id", id).add();
        }

        void write() {
            if (batch.size() > 0) {
                batch.execute();
            }
        }
    }
}
