package dev.watchword.server.hosts;

import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.Folded;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Values;
import dev.watchword.server.settings.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The vendor's filters of hosts as SQL. Used by one call's thread only. */
final class HostSearch {

    /** An agent that was not heard for so long, in milliseconds, is offline. */
    static final long OFFLINE_AFTER = 10 * 60_000L;

    /** Inner query: every host of the project with what is computed of it. */
    private static final String HOSTS = "select h.id, h.name, h.name_folded, h.agent_id, h.private_ip, h.public_ip,"
            + " h.ip_folded, h.enterprise_project_id, h.os_type, h.os_name, h.os_version, h.agent_version,"
            + " h.created_at, h.last_seen_at, g.id as host_group_id, g.name as group_name,"
            + " g.name_folded as group_folded,"
            + " case when h.agent_id = '' then 'not_installed' when h.last_seen_at >= :heardSince then 'online'"
            + " else 'offline' end as agent_status,"
            + " case when m.state = 'running' and m.expires_at > :now then 'scanning'"
            + " when s.host_id is null then 'undetected' when coalesce(w.risks, 0) > 0 then 'risk'"
            + " else 'clean' end as detect_result, coalesce(w.risks, 0) as risks"
            + " from host h"
            + " left join host_group g on g.id = case when h.group_id = '' then :defaultGroup else h.group_id end"
            + " left join manual_scan m on m.host_id = h.id"
            + " left join host_scan s on s.host_id = h.id"
            + " left join (select f.host_id, count(*) as risks from finding f where f.project_id = :projectId"
            + " and f.listed and f.fixed_at is null and (:locked or f.state <> 'locked') group by f.host_id) w"
            + " on w.host_id = h.id"
            + " where h.project_id = :projectId and h.retired_at is null";

    private final String projectId;
    private final long now;
    private final Values asked;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> bindings = new TreeMap<>();

    HostSearch(Dialect dialect, String projectId, Values asked, long now) {
        this.projectId = projectId;
        this.now = now;
        this.asked = asked;
        String enterprise = asked.text("enterprise_project_id");
        if (!enterprise.equals(Listing.ALL_ENTERPRISE_PROJECTS)) {
            where("enterprise_project_id = :enterprise", "enterprise", enterprise);
        }
        equal("host_id", "id");
        equal("os_type", "os_type");
        equal("detect_result", "detect_result");
        equal("group_id", "host_group_id");
        equal("policy_group_id", "host_group_id");
        holds(dialect, "host_name", "name_folded");
        holds(dialect, "private_ip", "private_ip");
        holds(dialect, "public_ip", "public_ip");
        holds(dialect, "ip_addr", "ip_folded");
        holds(dialect, "group_name", "group_folded");
        holds(dialect, "policy_group_name", "group_folded");
        asked.filter("agent_status").ifPresent(this::agentStatus);
        asked.filter("protect_status").ifPresent(this::protectStatus);
        asked.filter("host_status").filter(status -> !status.equals("ACTIVE")).ifPresent(none -> nothing());
        asked.optionalFlag("has_baseline").ifPresent(has -> conditions.add(has ? "risks > 0" : "risks = 0"));
    }

    int count(Handle handle) {
        return bound(handle, handle.createQuery("select count(*) from (" + HOSTS + ") found" + where()))
                .mapTo(Integer.class)
                .one();
    }

    List<HostState> page(Handle handle) {
        String first = asked.has("sort_key") ? "risks " + asked.text("sort_dir") + ", " : "";
        return bound(
                        handle,
                        handle.createQuery("select * from (" + HOSTS + ") found" + where() + " order by " + first
                                + "name, id limit :limit offset :offset"))
                .bind("limit", asked.whole("limit"))
                .bind("offset", asked.whole("offset"))
                .map((row, context) -> state(row))
                .list();
    }

    private void agentStatus(String status) {
        switch (status) {
            case "installed" -> conditions.add("agent_status <> 'not_installed'");
            case "not_online" -> conditions.add("agent_status <> 'online'");
            default -> where("agent_status = :agentStatus", "agentStatus", status);
        }
    }

    private void protectStatus(String status) {
        switch (status) {
            case "opened" -> conditions.add("agent_id <> ''");
            case "closed" -> conditions.add("agent_id = ''");
            default -> nothing();
        }
    }

    /** No host is ever in the state that was asked for. */
    private void nothing() {
        conditions.add("1 = 0");
    }

    private void equal(String parameter, String column) {
        asked.filter(parameter).ifPresent(value -> where(column + " = :" + parameter, parameter, value));
    }

    private void holds(Dialect dialect, String parameter, String column) {
        asked.filter(parameter)
                .ifPresent(value -> where(dialect.contains(column, parameter), parameter, Folded.of(value)));
    }

    private void where(String condition, String name, Object value) {
        conditions.add(condition);
        bindings.put(name, value);
    }

    private String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private Query bound(Handle handle, Query query) {
        return query.bind("projectId", projectId)
                .bind("defaultGroup", HostGroups.defaultId(projectId))
                .bind("locked", Settings.of(handle, projectId).includeLocked())
                .bind("now", now)
                .bind("heardSince", now - OFFLINE_AFTER)
                .bindMap(bindings);
    }

    private HostState state(ResultSet row) throws SQLException {
        String group = row.getString("host_group_id");
        return new HostState(
                row.getString("id"),
                row.getString("name"),
                row.getString("agent_id"),
                row.getString("private_ip"),
                row.getString("public_ip"),
                row.getString("enterprise_project_id"),
                row.getString("os_type"),
                row.getString("os_name"),
                row.getString("os_version"),
                group == null ? HostGroups.defaultId(projectId) : group,
                group == null ? "default" : row.getString("group_name"),
                row.getString("agent_version"),
                row.getString("agent_status"),
                row.getString("detect_result"),
                row.getInt("risks"),
                row.getLong("created_at"),
                row.getLong("last_seen_at"));
    }
}
