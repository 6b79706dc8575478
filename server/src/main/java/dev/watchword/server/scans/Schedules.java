package dev.watchword.server.scans;

import dev.watchword.server.hosts.HostGroups;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The schedules of host groups, in the caller's own transaction. Safe for use by many threads. */
public final class Schedules {

    private Schedules() {}

    /** When a host scans itself. */
    public static Schedule of(Handle handle, String hostId) {
        return HostGroups.ofHost(handle, hostId)
                .map(group -> ofGroup(handle, group))
                .orElse(Schedule.DEFAULT);
    }

    /** When the hosts of a group do. */
    public static Schedule ofGroup(Handle handle, String groupId) {
        return stored(handle, groupId).orElse(Schedule.DEFAULT);
    }

    /** Changes when the hosts of a group do. */
    public static void set(Handle handle, String groupId, Schedule schedule) {
        handle.createUpdate("insert into group_schedule (group_id, days, hour, minute, random_offset)"
                        + " values (:groupId, :days, :hour, :minute, :offset) on conflict (group_id) do update"
                        + " set days = :days, hour = :hour, minute = :minute, random_offset = :offset")
                .bind("groupId", groupId)
                .bind("days", schedule.days().stream().map(DayOfWeek::name).collect(Collectors.joining(",")))
                .bind("hour", schedule.hour())
                .bind("minute", schedule.minute())
                .bind("offset", schedule.randomOffset())
                .execute();
    }

    private static Optional<Schedule> stored(Handle handle, String groupId) {
        return handle.createQuery(
                        "select days, hour, minute, random_offset from group_schedule where group_id = :groupId")
                .bind("groupId", groupId)
                .map((row, context) -> schedule(row))
                .findOne();
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        return new Schedule(
                Arrays.stream(row.getString("days").split(","))
                        .filter(day -> !day.isEmpty())
                        .map(DayOfWeek::valueOf)
                        .toList(),
                row.getInt("hour"),
                row.getInt("minute"),
                row.getInt("random_offset"));
    }
}
