package dev.watchword.server.weakpasswords;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.database.Folded;
import dev.watchword.server.weakpasswords.FindingEvents.Kind;
import dev.watchword.server.weakpasswords.Intake.Coverage;
import dev.watchword.server.weakpasswords.Intake.Scan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Compares what a report found with what was known: found, seen again, changed, come back or fixed. */
final class SeenFindings {

    /** An account with several weak passwords has one finding, the most urgent. */
    private static final Comparator<ScanReport.Finding> WORST_FIRST =
            Comparator.<ScanReport.Finding, Severity>comparing(
                            finding -> Severity.parse(finding.severity()).orElseThrow())
                    .thenComparing(finding -> Weakness.parse(finding.weakness()).orElseThrow())
                    .thenComparing(ScanReport.Finding::masked);

    private final Handle handle;
    private final Scan scan;
    private final Map<String, Coverage> stores;
    private final Intake intake;
    private final FindingEvents events;

    SeenFindings(Handle handle, Scan scan, Map<String, Coverage> stores, Intake intake) {
        this.handle = handle;
        this.scan = scan;
        this.stores = stores;
        this.intake = intake;
        this.events = new FindingEvents(handle);
    }

    void record(List<ScanReport.Finding> findings) {
        Map<String, Known> before = known();
        Map<String, ScanReport.Finding> reported = byId(findings);
        keep(reported, before);
        fix(reported, before);
        endAcceptances(reported, before);
        events.write();
    }

    /**
     * What is known of a finding.
     *
     * @param fixed whether it had ended
     * @param events how many it has
     */
    private record Known(String id, String storeId, String weakness, boolean fixed, int events) {}

    private Map<String, Known> known() {
        Map<String, Known> known = new TreeMap<>();
        handle.createQuery("select id, store_id, weakness, fixed_at is not null as fixed, events from finding"
                        + " where host_id = :host")
                .bind("host", scan.hostId())
                .map((row, context) -> new Known(
                        row.getString("id"),
                        row.getString("store_id"),
                        row.getString("weakness"),
                        row.getBoolean("fixed"),
                        row.getInt("events")))
                .forEach(each -> known.put(each.id(), each));
        return known;
    }

    private Map<String, ScanReport.Finding> byId(List<ScanReport.Finding> findings) {
        Map<String, ScanReport.Finding> reported = new TreeMap<>();
        for (ScanReport.Finding finding : findings) {
            if (stores.get(Intake.storeKey(finding.serviceType(), finding.store())) == Coverage.OUTDATED) {
                continue;
            }
            reported.merge(id(finding), finding, (a, b) -> WORST_FIRST.compare(a, b) <= 0 ? a : b);
        }
        return reported;
    }

    private static String id(ScanReport.Finding finding) {
        String subject = Weakness.parse(finding.weakness()).orElseThrow().subject();
        return Key.of(finding.serviceType(), finding.store(), finding.userName(), subject);
    }

    private void keep(Map<String, ScanReport.Finding> reported, Map<String, Known> before) {
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
        reported.forEach((id, finding) -> {
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
                    .bind("listed", weakness.listed())
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
            kind.ifPresent(what -> add(id, known, what, finding.weakness()));
        });
        if (batch.size() > 0) {
            batch.execute();
        }
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

    private void fix(Map<String, ScanReport.Finding> reported, Map<String, Known> before) {
        PreparedBatch batch = handle.prepareBatch(
                "update finding set fixed_at = :at, events = events + 1 where host_id = :host and id = :id");
        before.forEach((id, known) -> {
            if (known.fixed() || reported.containsKey(id) || stores.get(known.storeId()) != Coverage.COMPLETE) {
                return;
            }
            batch.bind("at", scan.at())
                    .bind("host", scan.hostId())
                    .bind("id", id)
                    .add();
            add(id, known, Kind.FIXED, known.weakness());
        });
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** An acceptance was for the password as it was. */
    private void endAcceptances(Map<String, ScanReport.Finding> reported, Map<String, Known> before) {
        PreparedBatch batch =
                handle.prepareBatch("delete from finding_acceptance where host_id = :host and finding_id = :id");
        before.forEach((id, known) -> {
            ScanReport.@Nullable Finding finding = reported.get(id);
            boolean same = finding == null
                    ? stores.get(known.storeId()) != Coverage.COMPLETE
                    : !known.fixed() && finding.weakness().equals(known.weakness());
            if (!same) {
                batch.bind("host", scan.hostId()).bind("id", id).add();
            }
        });
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private void add(String id, @Nullable Known known, Kind kind, String weakness) {
        int sequence = known == null ? 1 : known.events() + 1;
        events.add(scan.projectId(), scan.hostId(), id, sequence, kind, scan.at(), weakness, scan.scanId(), "");
    }
}
