package dev.watchword.server.servers;

import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.Folded;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Service;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Finds servers, in the caller's own transaction. Safe for use by many threads. */
public final class Servers {

    /** How many a batch may name. */
    public static final int MOST = 1_000;

    private static final int AT_ONCE = 500;

    private static final String SELECT =
            "select * from (select id, project_id, enterprise_project_id, name, private_ip,"
                    + " public_ip, ip_folded, name_folded, os_type, os_name, os_version, agent_id, created_at, last_seen_at,"
                    + " case when exists (select 1 from sub_job where sub_job.host_id = host.id"
                    + " and sub_job.status in ('INIT', 'RUNNING') and sub_job.deadline > :now and sub_job.mode = 'HARD')"
                    + " then 'HARD_REBOOT'"
                    + " when exists (select 1 from sub_job where sub_job.host_id = host.id"
                    + " and sub_job.status in ('INIT', 'RUNNING') and sub_job.deadline > :now) then 'REBOOT'"
                    + " when agent_id <> '' and last_seen_at >= :liveSince then 'ACTIVE' else 'UNKNOWN' end as status"
                    + " from host where project_id = :projectId and retired_at is null) server where 1 = 1";

    private Servers() {}

    /** The server; empty when there is none, it is another project's, or it is retired. */
    public static Optional<Server> byId(Handle handle, String projectId, String id, Instant now) {
        return query(handle, SELECT + " and id = :id", projectId, now)
                .bind("id", id)
                .map((row, context) -> server(row))
                .findOne();
    }

    /**
     * The server.
     *
     * @throws ApiError 404 {@code Ecs.0114} when there is none, it is another project's, or it is retired
     */
    public static Server require(Handle handle, String projectId, String id, Instant now) {
        return byId(handle, projectId, id, now).orElseThrow(() -> Service.ECS.notFound("server", id));
    }

    /**
     * All of these, in their order, each once.
     *
     * @throws ApiError 400 {@code Ecs.0118} when there are too many; 404 {@code Ecs.0114} when any is missing
     */
    public static List<Server> requireAll(Handle handle, String projectId, List<String> ids, Instant now) {
        requireBatch(ids);
        List<String> wanted = List.copyOf(new LinkedHashSet<>(ids));
        Map<String, Server> found = new HashMap<>();
        for (int from = 0; from < wanted.size(); from += AT_ONCE) {
            List<String> some = wanted.subList(from, Math.min(from + AT_ONCE, wanted.size()));
            query(handle, SELECT + " and id in (<ids>)", projectId, now)
                    .bindList("ids", some)
                    .map((row, context) -> server(row))
                    .forEach(server -> found.put(server.id(), server));
        }
        List<Server> servers = new ArrayList<>();
        for (String id : wanted) {
            Server server = found.get(id);
            if (server == null) {
                throw Service.ECS.notFound("server", id);
            }
            servers.add(server);
        }
        return servers;
    }

    /**
     * Returns when a batch is not too long.
     *
     * @throws ApiError 400 {@code Ecs.0118}
     */
    public static void requireBatch(List<String> ids) {
        if (ids.size() > MOST) {
            throw ApiError.of(
                    400,
                    "Ecs.0118",
                    "The number of ECSs in the batch exceeds the limit: " + ids.size() + ", at most " + MOST + ".");
        }
    }

    /** One page of those that a filter leaves, the newest first. */
    static List<Server> page(Handle handle, Dialect dialect, Filter filter, Instant now, int limit, long skip) {
        return bound(
                        query(
                                handle,
                                SELECT + filter.conditions(dialect) + " order by created_at desc, id limit :limit"
                                        + " offset :skip",
                                filter.projectId(),
                                now),
                        filter)
                .bind("limit", limit)
                .bind("skip", skip)
                .map((row, context) -> server(row))
                .list();
    }

    /** How many a filter leaves, wherever a page starts. */
    static int count(Handle handle, Dialect dialect, Filter filter, Instant now) {
        String counting =
                "select count(*) from (" + SELECT + filter.withoutMarker().conditions(dialect) + ") counted";
        return bound(query(handle, counting, filter.projectId(), now), filter.withoutMarker())
                .mapTo(Integer.class)
                .one();
    }

    private static Query query(Handle handle, String sql, String projectId, Instant now) {
        return handle.createQuery(sql)
                .bind("projectId", projectId)
                .bind("now", now.toEpochMilli())
                .bind("liveSince", Server.liveSince(now));
    }

    private static Query bound(Query query, Filter filter) {
        filter.name().ifPresent(name -> query.bind("name", Folded.of(name)));
        filter.ip().ifPresent(ip -> query.bind("ip", Folded.of(ip)));
        filter.ipExact().ifPresent(ip -> query.bind("ipExact", ip));
        filter.status().ifPresent(status -> query.bind("status", status));
        filter.enterpriseProjectId().ifPresent(id -> query.bind("enterpriseProjectId", id));
        filter.marker().ifPresent(marker -> query.bind("marker", marker));
        if (!filter.ids().isEmpty()) {
            query.bindList("ids", filter.ids());
        }
        return query;
    }

    private static Server server(ResultSet row) throws SQLException {
        return new Server(
                row.getString("id"),
                row.getString("project_id"),
                row.getString("enterprise_project_id"),
                row.getString("name"),
                row.getString("private_ip"),
                row.getString("public_ip"),
                row.getString("os_type"),
                row.getString("os_name"),
                row.getString("os_version"),
                row.getString("agent_id"),
                row.getLong("created_at"),
                row.getLong("last_seen_at"),
                Server.Status.valueOf(row.getString("status")));
    }

    /**
     * Which servers of a project are asked for; every condition must hold.
     *
     * @param name part of it, in any case
     * @param ip part of the private or public address
     * @param ipExact one of the addresses
     * @param status as shown
     * @param ids any of these; empty for all
     * @param enterpriseProjectId empty for all
     * @param marker only those after this one
     * @param none whether something is asked for that no server has: a tag, a flavour, a reservation
     */
    record Filter(
            String projectId,
            Optional<String> name,
            Optional<String> ip,
            Optional<String> ipExact,
            Optional<String> status,
            List<String> ids,
            Optional<String> enterpriseProjectId,
            Optional<String> marker,
            boolean none) {

        private String conditions(Dialect dialect) {
            StringBuilder sql = new StringBuilder();
            name.ifPresent(any -> sql.append(" and ").append(dialect.contains("name_folded", "name")));
            ip.ifPresent(any -> sql.append(" and ").append(dialect.contains("ip_folded", "ip")));
            ipExact.ifPresent(any -> sql.append(" and (private_ip = :ipExact or public_ip = :ipExact)"));
            status.ifPresent(any -> sql.append(" and status = :status"));
            enterpriseProjectId.ifPresent(any -> sql.append(" and enterprise_project_id = :enterpriseProjectId"));
            marker.ifPresent(any -> sql.append(" and exists (select 1 from host last where last.id = :marker"
                    + " and last.project_id = :projectId and (server.created_at < last.created_at"
                    + " or server.created_at = last.created_at and server.id > last.id))"));
            if (!ids.isEmpty()) {
                sql.append(" and id in (<ids>)");
            }
            if (none) {
                sql.append(" and 1 = 0");
            }
            return sql.toString();
        }

        private Filter withoutMarker() {
            return new Filter(projectId, name, ip, ipExact, status, ids, enterpriseProjectId, Optional.empty(), none);
        }
    }
}
