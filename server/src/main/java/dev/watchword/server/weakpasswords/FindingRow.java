package dev.watchword.server.weakpasswords;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import dev.watchword.server.settings.ProjectSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A finding as our own lists show it.
 *
 * @param severity its word
 * @param masked the masked password as the project wants it, {@code ""} when it is unknown
 * @param fixedAt epoch milliseconds, 0 while it is open
 * @param cameBack how often it was found again after it had ended
 * @param group which accounts share its password, {@code ""} when no other is known
 * @param acceptance empty when nobody accepted it, or no longer
 */
record FindingRow(
        String hostId,
        String hostName,
        String id,
        String service,
        String store,
        String user,
        String accountState,
        String weakness,
        String severity,
        String masked,
        String suggestion,
        int duration,
        int length,
        int classes,
        int longestRun,
        long firstSeenAt,
        long lastSeenAt,
        long fixedAt,
        int cameBack,
        String group,
        Optional<Acceptance> acceptance) {

    static final String COLUMNS = "f.host_id, h.name as host_name, f.id, f.service_type, f.store, f.user_name, f.state,"
            + " f.weakness, f.listed, f.severity, f.masked, f.suggestion, f.password_changed_at, f.length, f.classes,"
            + " f.longest_run, f.first_seen_at, f.last_seen_at, f.fixed_at, f.came_back, f.shared_group,"
            + " a.reason, a.owner, a.accepted_by, a.accepted_at, a.expires_at";

    /** What an answer holds of it. */
    static Field[] fields() {
        return new Field[] {
            Field.required("host_id", Shape.text(0, 64)),
            Field.required("host_name", Shape.text(0, 256)),
            Field.required("finding_id", Shape.text(32, 32)),
            Field.required("service_type", Shape.word(ServiceTypes.words())),
            Field.required("store", Shape.text(1, ReportCheck.PATH)),
            Field.required("user_name", Shape.text(0, ReportCheck.USER_NAME)),
            Field.required("account_state", Shape.text(0, 64)),
            Field.required("weakness", Shape.word(Weakness.words())),
            Field.required("severity", Shape.word(Severity.words())),
            Field.required("desensitized_weak_passwords", Shape.text(0, ReportCheck.MASK)),
            Field.required("suggestion", Shape.text(0, ReportCheck.FREE_TEXT)),
            Field.required("duration", Shape.whole(0, Duration.UNKNOWN)),
            Field.required("length", Shape.whole(0, Integer.MAX_VALUE)),
            Field.required("classes", Shape.whole(0, 4)),
            Field.required("longest_run", Shape.whole(0, Integer.MAX_VALUE)),
            Field.required("first_seen_at", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("last_seen_at", Shape.whole(0, Long.MAX_VALUE)),
            Field.required("fixed_at", Shape.whole(0, Long.MAX_VALUE)).saying("0 while it is open."),
            Field.required("times_came_back", Shape.whole(0, Integer.MAX_VALUE)),
            Field.required("shared_group", Shape.text(0, 16)),
            Field.required("state", Shape.word("open", "accepted", "fixed")),
            Field.optional("acceptance", Shape.members(Acceptance.FIELDS))
        };
    }

    static FindingRow of(ResultSet row, ProjectSettings settings, Instant now) throws SQLException {
        String masked = row.getString("masked");
        return new FindingRow(
                row.getString("host_id"),
                row.getString("host_name"),
                row.getString("id"),
                row.getString("service_type"),
                row.getString("store"),
                row.getString("user_name"),
                row.getString("state"),
                row.getString("weakness"),
                Severity.values()[row.getInt("severity")].word(),
                row.getBoolean("listed") || !masked.isEmpty() ? settings.mask().of(masked) : "",
                row.getString("suggestion"),
                Duration.days(row.getLong("password_changed_at"), now),
                row.getInt("length"),
                row.getInt("classes"),
                row.getInt("longest_run"),
                row.getLong("first_seen_at"),
                row.getLong("last_seen_at"),
                row.getLong("fixed_at"),
                row.getInt("came_back"),
                row.getString("shared_group"),
                Acceptance.of(row));
    }

    String state() {
        if (fixedAt != 0) {
            return "fixed";
        }
        return acceptance.isPresent() ? "accepted" : "open";
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("host_id", hostId)
                .put("host_name", hostName)
                .put("finding_id", id)
                .put("service_type", service)
                .put("store", store)
                .put("user_name", user)
                .put("account_state", accountState)
                .put("weakness", weakness)
                .put("severity", severity)
                .put("desensitized_weak_passwords", masked)
                .put("suggestion", suggestion)
                .put("duration", duration)
                .put("length", length)
                .put("classes", classes)
                .put("longest_run", longestRun)
                .put("first_seen_at", firstSeenAt)
                .put("last_seen_at", lastSeenAt)
                .put("fixed_at", fixedAt)
                .put("times_came_back", cameBack)
                .put("shared_group", group)
                .put("state", state());
        acceptance.ifPresent(given -> json.set("acceptance", Json.tree(given)));
        return json;
    }
}
