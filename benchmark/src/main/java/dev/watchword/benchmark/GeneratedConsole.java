package dev.watchword.benchmark;

import dev.watchword.server.database.Database;
import java.util.List;

/**
 * What a console shows beside a {@link GeneratedFleet}: a recent scan of most hosts with its stores and accounts, what
 * happened to each finding, passwords that accounts share, accepted findings, resets, and an audit log.
 *
 * @param now epoch milliseconds
 */
record GeneratedConsole(long now) {

    private static final long DAY = 86_400_000;
    private static final int AUDIT_ENTRIES = 200_000;

    /** Whole tables, each made of what is there. */
    private List<String> statements() {
        return List.of(
                // One in sixteen hosts was not scanned lately.
                "insert into host_scan (host_id, project_id, scan_id, started_at, finished_at) select id, project_id,"
                        + " 'scan', " + now + " - 60000, case when id like '0%' then " + (now - 40 * DAY) + " else "
                        + (now - DAY) + " end from host",
                "insert into scanned_store (host_id, id, service_type, store, incomplete, reported_at, complete_at)"
                        + " select distinct host_id, store_id, service_type, store,"
                        + " case when host_id like 'ff%' and store_id = 'redis' then 'too_large' else '' end, " + now
                        + ", " + now + " from finding",
                "insert into scanned_account (host_id, id, store_id, user_name, user_folded, state, scheme, tried,"
                        + " planned, note) select host_id, id, store_id, user_name, user_folded, state, 'yescrypt',"
                        + " 10000, 10000, case when id like '0%' then 'too_costly' else '' end from finding",
                "insert into finding_event (host_id, finding_id, at, sequence, kind, weakness, actor, detail,"
                        + " project_id) select host_id, id, first_seen_at, 1, 'found', weakness, 'scan', '',"
                        + " project_id from finding",
                // Some hundred groups of some hundred accounts.
                "update finding set shared_group = substr(id, 1, 3) || '0000000000000' where id like '0%'",
                "insert into finding_acceptance (host_id, finding_id, reason, owner, accepted_by, accepted_at,"
                        + " expires_at) select host_id, id, 'A test machine', 'Platform', 'u', " + now + ", "
                        + (now + 90 * DAY) + " from finding where id like 'ff%'",
                "insert into finding_count (project_id, subject, number) select project_id, 'open ' || severity || ' '"
                        + " || service_type || ' ' || weakness, count(*) from finding group by 1, 2",
                "insert into finding_count (project_id, subject, number) select project_id, 'day '"
                        + " || (first_seen_at / 86400000), count(*) from finding group by 1, 2",
                "insert into finding_count (project_id, subject, number) select project_id, 'make ' || length || ' '"
                        + " || classes || ' ' || longest_run || ' ' || weakness, count(*) from finding group by 1, 2",
                "insert into finding_count (project_id, subject, number) select project_id, 'opened '"
                        + " || (at / 86400000), count(*) from finding_event group by 1, 2",
                "insert into host_user_names (project_id, host_id, names) select project_id, host_id,"
                        + " string_agg(user_folded, '\n') from (select distinct project_id, host_id, user_folded"
                        + " from finding) d group by 1, 2",
                "insert into reset (id, project_id, host_id, account, counter, state, reason, sealed_by, requested_by,"
                        + " requested_by_name, accepted_at, verified_at, expires_at) select id, project_id, id, 'root',"
                        + " 1, 'verified', '', 'server', 'u', 'ann', " + (now - DAY) + ", " + now + ", "
                        + (now + DAY) + " from host where id like '1%'");
    }

    /** Adds it to a database with a fleet. */
    void into(Database database) {
        for (String statement : statements()) {
            database.change(handle -> handle.execute(statement));
        }
        database.change(handle -> {
            var batch = handle.prepareBatch("insert into audit_entry (seq, at, kind, domain_id, project_id, actor_id,"
                    + " action, request_id, line) values (:seq, :at, 'outcome', 'd0000000000000000000000000000001',"
                    + " '', :actor, :action, '', :line)");
            for (int i = 1; i <= AUDIT_ENTRIES; i++) {
                String actor = "u" + i % 50;
                String action = i % 3 == 0 ? "watchword:resets:create" : "hss:weakPwds:list";
                batch.bind("seq", i)
                        .bind("at", now - (AUDIT_ENTRIES - i) * 1_000L)
                        .bind("actor", actor)
                        .bind("action", action)
                        .bind(
                                "line",
                                "{\"seq\":" + i + ",\"time\":\"2026-11-01T00:00:00Z\",\"kind\":\"outcome\",\"actor\":\""
                                        + actor + "\",\"actor_name\":\"ann\",\"action\":\"" + action
                                        + "\",\"decision\":\"allowed\",\"status\":200}")
                        .add();
                if (i % 10_000 == 0) {
                    batch.execute();
                }
            }
        });
    }
}
