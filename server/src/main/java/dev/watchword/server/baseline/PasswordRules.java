package dev.watchword.server.baseline;

import dev.watchword.protocol.ScanReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What hosts demand of new passwords, in the caller's own transaction. Safe for use by many threads. */
public final class PasswordRules {

    private static final int MOST = 1_000_000;

    private PasswordRules() {}

    /**
     * Keeps what a scan read.
     *
     * @param rules at most one; none when they cannot be read, and then what was known goes
     * @param now epoch milliseconds
     */
    public static void record(Handle handle, String hostId, List<ScanReport.Rules> rules, long now) {
        if (rules.isEmpty()) {
            handle.createUpdate("delete from host_password_rules where host_id = :hostId")
                    .bind("hostId", hostId)
                    .execute();
            return;
        }
        handle.createUpdate("insert into host_password_rules (host_id, minimum_length, uppercase, lowercase, digits,"
                        + " special, updated_at, ignored)"
                        + " values (:hostId, :minimumLength, :uppercase, :lowercase, :digits, :special, :now, false)"
                        + " on conflict (host_id) do update set minimum_length = excluded.minimum_length,"
                        + " uppercase = excluded.uppercase, lowercase = excluded.lowercase,"
                        + " digits = excluded.digits, special = excluded.special, updated_at = excluded.updated_at")
                .bindMethods(bounded(rules.getFirst()))
                .bind("hostId", hostId)
                .bind("now", now)
                .execute();
    }

    /** What a group's hosts shall demand. */
    public static Requirement required(Handle handle, String groupId) {
        return handle.createQuery("select minimum_length, uppercase, lowercase, digits, special from group_requirement"
                        + " where group_id = :groupId")
                .bind("groupId", groupId)
                .map((row, context) -> new Requirement(
                        row.getInt("minimum_length"),
                        row.getInt("uppercase"),
                        row.getInt("lowercase"),
                        row.getInt("digits"),
                        row.getInt("special")))
                .findOne()
                .orElse(Requirement.DEFAULT);
    }

    /** Changes what a group's hosts shall demand. */
    public static void require(Handle handle, String groupId, Requirement requirement) {
        handle.createUpdate("insert into group_requirement (group_id, minimum_length, uppercase, lowercase, digits,"
                        + " special) values (:groupId, :length, :uppercase, :lowercase, :digits, :special)"
                        + " on conflict (group_id) do update set minimum_length = :length, uppercase = :uppercase,"
                        + " lowercase = :lowercase, digits = :digits, special = :special")
                .bindMethods(requirement)
                .bind("groupId", groupId)
                .execute();
    }

    /** The columns of a table of rules. */
    public static ScanReport.Rules rules(ResultSet row) throws SQLException {
        return new ScanReport.Rules(
                row.getInt("minimum_length"),
                row.getInt("uppercase"),
                row.getInt("lowercase"),
                row.getInt("digits"),
                row.getInt("special"));
    }

    /** A host may say anything; PAM gives credits as negative numbers, which agents turn into minimums. */
    public static ScanReport.Rules bounded(ScanReport.Rules rules) {
        return new ScanReport.Rules(
                Math.clamp(rules.minimumLength(), 0, MOST),
                Math.clamp(rules.uppercase(), 0, MOST),
                Math.clamp(rules.lowercase(), 0, MOST),
                Math.clamp(rules.digits(), 0, MOST),
                Math.clamp(rules.special(), 0, MOST));
    }
}
