package dev.watchword.server.hosts;

import dev.watchword.server.database.Dialect;
import dev.watchword.server.database.Folded;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The groups of a project's hosts, in the caller's own transaction. A host is in one group; without one of its own it is
 * in the project's default group. Safe for use by many threads.
 */
public final class HostGroups {

    private static final String COLUMNS =
            "id, project_id, enterprise_project_id, name, description, support_os, default_group, created_at";

    private HostGroups() {}

    /** The id of a project's default group, which exists before anybody made it. */
    public static String defaultId(String projectId) {
        byte[] name = ("watchword/default-host-group/" + projectId).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    /** The group that a host is in; empty for an unknown host. */
    public static Optional<String> ofHost(Handle handle, String hostId) {
        return handle.createQuery("select project_id, group_id from host where id = :hostId")
                .bind("hostId", hostId)
                .map((row, context) -> row.getString("group_id").isEmpty()
                        ? defaultId(row.getString("project_id"))
                        : row.getString("group_id"))
                .findOne();
    }

    /** Makes the project's default group when it has none yet. */
    public static void settle(Handle handle, String projectId, long now) {
        insert(
                handle,
                new HostGroup(defaultId(projectId), projectId, "0", "default", "", "Linux", true, now),
                " on conflict do nothing");
    }

    /** Whether the project's default group is made. */
    public static boolean settled(Handle handle, String projectId) {
        return find(handle, projectId, defaultId(projectId)).isPresent();
    }

    /** A group of the project. */
    public static Optional<HostGroup> find(Handle handle, String projectId, String groupId) {
        return handle.createQuery("select " + COLUMNS + " from host_group where id = :id and project_id = :projectId")
                .bind("id", groupId)
                .bind("projectId", projectId)
                .map((row, context) -> group(row))
                .findOne();
    }

    /** The group of the project with exactly this name. */
    public static Optional<HostGroup> named(Handle handle, String projectId, String name) {
        return handle.createQuery(
                        "select " + COLUMNS + " from host_group where name = :name and project_id = :projectId")
                .bind("name", name)
                .bind("projectId", projectId)
                .map((row, context) -> group(row))
                .findOne();
    }

    /** Adds a group. */
    public static void add(Handle handle, HostGroup group) {
        insert(handle, group, "");
    }

    /** Changes what is said of a group, not what it shares. */
    public static void change(Handle handle, HostGroup group) {
        handle.createUpdate("update host_group set name = :name, name_folded = :folded, description = :description,"
                        + " support_os = :supportOs where id = :id and project_id = :projectId")
                .bindMethods(group)
                .bind("folded", Folded.of(group.name()))
                .execute();
    }

    /** Deletes a group with all that it shares; its hosts fall to the default group. */
    public static void delete(Handle handle, HostGroup group) {
        handle.createUpdate("update host set group_id = '' where project_id = :projectId and group_id = :id")
                .bindMethods(group)
                .execute();
        handle.createUpdate("delete from host_group where id = :id and project_id = :projectId")
                .bindMethods(group)
                .execute();
    }

    /** Puts a host of the project into a group; whether there is such a host. */
    public static boolean assign(Handle handle, HostGroup group, String hostId) {
        return handle.createUpdate("update host set group_id = :group where id = :hostId and project_id = :projectId"
                                + " and retired_at is null")
                        .bind("group", key(group))
                        .bind("hostId", hostId)
                        .bind("projectId", group.projectId())
                        .execute()
                == 1;
    }

    /** What {@code host.group_id} holds for the hosts of a group. */
    public static String key(HostGroup group) {
        return group.defaultGroup() ? "" : group.id();
    }

    /** How many hosts a group has. */
    public static int size(Handle handle, HostGroup group) {
        return handle.createQuery("select count(*) from host where project_id = :projectId and group_id = :group"
                        + " and retired_at is null")
                .bind("projectId", group.projectId())
                .bind("group", key(group))
                .mapTo(Integer.class)
                .one();
    }

    /** How many groups the project has. */
    public static int total(Handle handle, String projectId) {
        return handle.createQuery("select count(*) from host_group where project_id = :projectId")
                .bind("projectId", projectId)
                .mapTo(Integer.class)
                .one();
    }

    /** How many groups the project has whose name holds the folded text, {@code ""} for all. */
    public static int count(Handle handle, Dialect dialect, String projectId, String folded) {
        return handle.createQuery("select count(*) from host_group where " + named(dialect))
                .bind("projectId", projectId)
                .bind("folded", folded)
                .mapTo(Integer.class)
                .one();
    }

    /** Those, the default group first, then by name. */
    public static List<HostGroup> page(
            Handle handle, Dialect dialect, String projectId, String folded, int limit, int offset) {
        return handle.createQuery("select " + COLUMNS + " from host_group where " + named(dialect)
                        + " order by default_group desc, name, id limit :limit offset :offset")
                .bind("projectId", projectId)
                .bind("folded", folded)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> group(row))
                .list();
    }

    private static String named(Dialect dialect) {
        return "project_id = :projectId and (:folded = '' or " + dialect.contains("name_folded", "folded") + ")";
    }

    private static void insert(Handle handle, HostGroup group, String conflict) {
        handle.createUpdate("insert into host_group (" + COLUMNS + ", name_folded) values (:id, :projectId,"
                        + " :enterpriseProjectId, :name, :description, :supportOs, :defaultGroup, :createdAt,"
                        + " :folded)" + conflict)
                .bindMethods(group)
                .bind("folded", Folded.of(group.name()))
                .execute();
    }

    private static HostGroup group(ResultSet row) throws SQLException {
        return new HostGroup(
                row.getString("id"),
                row.getString("project_id"),
                row.getString("enterprise_project_id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("support_os"),
                row.getBoolean("default_group"),
                row.getLong("created_at"));
    }
}
