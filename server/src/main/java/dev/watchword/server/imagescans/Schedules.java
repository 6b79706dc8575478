package dev.watchword.server.imagescans;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The table of schedules, in the caller's own transaction. Safe for use by many threads. */
final class Schedules {

    private static final String COLUMNS = "select id, project_id, registry_id, patterns, days, hour, minute, enabled,"
            + " created_by, created_at, next_at, last_scan from image_schedule ";

    List<ImageSchedule> all(Handle handle, String projectId) {
        return handle.createQuery(COLUMNS + "where project_id = :projectId order by created_at, id")
                .bind("projectId", projectId)
                .map((row, context) -> schedule(row))
                .list();
    }

    Optional<ImageSchedule> find(Handle handle, String projectId, String id) {
        return handle.createQuery(COLUMNS + "where id = :id and project_id = :projectId")
                .bind("id", id)
                .bind("projectId", projectId)
                .map((row, context) -> schedule(row))
                .findOne();
    }

    List<ImageSchedule> due(Handle handle, long now) {
        return handle.createQuery(COLUMNS + "where enabled and next_at <= :now order by next_at, id limit 1000")
                .bind("now", now)
                .map((row, context) -> schedule(row))
                .list();
    }

    void put(Handle handle, ImageSchedule schedule) {
        handle.createUpdate("insert into image_schedule (id, project_id, registry_id, patterns, days, hour, minute,"
                        + " enabled, created_by, created_at, next_at, last_scan) values (:id, :projectId, :registryId,"
                        + " :patterns, :dayNames, :hour, :minute, :enabled, :createdBy, :createdAt, :nextAt, :lastScan)"
                        + " on conflict (id) do update set patterns = excluded.patterns, days = excluded.days,"
                        + " hour = excluded.hour, minute = excluded.minute, enabled = excluded.enabled,"
                        + " next_at = excluded.next_at")
                .bindMethods(schedule)
                .bind("patterns", String.join("\n", schedule.images()))
                .bind("dayNames", schedule.days().stream().map(DayOfWeek::name).collect(Collectors.joining(",")))
                .execute();
    }

    /** Moves on to the next time; {@code scan} is the newest that it started. */
    void ran(Handle handle, ImageSchedule schedule, String scan, long next) {
        handle.createUpdate("update image_schedule set next_at = :next, last_scan = :scan where id = :id")
                .bind("id", schedule.id())
                .bind("scan", scan)
                .bind("next", next)
                .execute();
    }

    void delete(Handle handle, String id) {
        handle.createUpdate("delete from image_schedule where id = :id")
                .bind("id", id)
                .execute();
    }

    private static ImageSchedule schedule(ResultSet row) throws SQLException {
        return new ImageSchedule(
                row.getString("id"),
                row.getString("project_id"),
                row.getString("registry_id"),
                List.of(row.getString("patterns").split("\n")),
                Arrays.stream(row.getString("days").split(","))
                        .filter(day -> !day.isEmpty())
                        .map(DayOfWeek::valueOf)
                        .toList(),
                row.getInt("hour"),
                row.getInt("minute"),
                row.getBoolean("enabled"),
                row.getString("created_by"),
                row.getLong("created_at"),
                row.getLong("next_at"),
                row.getString("last_scan"));
    }
}
