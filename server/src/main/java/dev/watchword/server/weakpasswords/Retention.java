package dev.watchword.server.weakpasswords;

import dev.watchword.server.Parts;
import dev.watchword.server.settings.ProjectSettings;
import dev.watchword.server.settings.Settings;
import dev.watchword.server.weakpasswords.FindingEvents.Kind;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Ends and erases what a project does not keep any longer, one host a transaction. To be called from time to time; safe
 * for use by many threads.
 *
 * @param parts the database
 */
public record Retention(Parts parts) {

    private static final long DAY = 86_400_000;

    /** A repeated report is known for so long; an older one is outdated for its stores anyway. */
    private static final long SCANS_KEPT = 90 * DAY;

    private static final List<String> TABLES = List.of(
            "finding_event", "finding_acceptance", "finding", "scanned_account", "scanned_store", "scan", "host_scan");

    /**
     * Does what is due.
     *
     * @param now epoch milliseconds
     */
    public void run(long now) {
        List<String> projects = parts.database()
                .read(handle -> handle.createQuery("select id from project order by id")
                        .mapTo(String.class)
                        .list());
        for (String project : projects) {
            ProjectSettings settings = parts.database().read(handle -> Settings.of(handle, project));
            lapse(project, now - settings.unseenDays() * DAY, now);
            forget(project, now - settings.fixedDays() * DAY);
            erase(project, now - settings.retiredDays() * DAY);
        }
        parts.database().change(handle -> {
            handle.execute("delete from finding_acceptance where expires_at <= ?", now);
            handle.execute("delete from scan where received_at < ?", now - SCANS_KEPT);
        });
    }

    /** Findings of stores that no scan tells of any more, though their hosts are scanned. */
    private void lapse(String project, long before, long now) {
        String vanished = "exists (select 1 from scanned_store s where s.host_id = finding.host_id"
                + " and s.id = finding.store_id and s.reported_at < :before)";
        for (String host : hosts(
                "select distinct s.host_id from scanned_store s join host_scan n on n.host_id = s.host_id"
                        + " where n.project_id = :project and n.finished_at >= :before and s.reported_at < :before"
                        + " order by s.host_id",
                project,
                before)) {
            parts.database().change(handle -> {
                EndedFindings.end(handle, host, vanished, before, Kind.LAPSED, now, "");
                handle.execute(
                        "delete from scanned_account where host_id = ? and store_id in"
                                + " (select id from scanned_store where host_id = ? and reported_at < ?)",
                        host,
                        host,
                        before);
                handle.execute("delete from scanned_store where host_id = ? and reported_at < ?", host, before);
            });
        }
    }

    /** Findings that ended long ago, with their history. */
    private void forget(String project, long before) {
        for (String host : hosts(
                "select distinct host_id from finding where project_id = :project and fixed_at < :before"
                        + " order by host_id",
                project,
                before)) {
            parts.database().change(handle -> {
                handle.execute(
                        "delete from finding_event where host_id = ? and finding_id in"
                                + " (select id from finding where host_id = ? and fixed_at < ?)",
                        host,
                        host,
                        before);
                handle.execute("delete from finding where host_id = ? and fixed_at < ?", host, before);
                FindingCounts.recount(handle, host);
            });
        }
    }

    /** Hosts that retired long ago: an empty row stays, so that what others keep of them has something to name. */
    private void erase(String project, long before) {
        for (String host : hosts(
                "select id from host where project_id = :project and retired_at < :before and name != '' order by id",
                project,
                before)) {
            parts.database().change(handle -> erase(handle, host));
        }
    }

    private static void erase(Handle handle, String host) {
        for (String table : TABLES) {
            handle.execute("delete from " + table + " where host_id = ?", host);
        }
        FindingCounts.recount(handle, host);
        handle.execute("delete from host_finding_count where host_id = ?", host);
        HostUserNames.erase(handle, host);
        handle.execute(
                "update host set name = '', name_folded = '', private_ip = '', public_ip = '', ip_folded = '',"
                        + " os_name = '', os_version = '', group_id = '', boot_id = '' where id = ?",
                host);
    }

    private List<String> hosts(String sql, String project, long before) {
        return parts.database()
                .read(handle -> handle.createQuery(sql)
                        .bind("project", project)
                        .bind("before", before)
                        .mapTo(String.class)
                        .list());
    }
}
