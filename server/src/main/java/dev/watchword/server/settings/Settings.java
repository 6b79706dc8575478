package dev.watchword.server.settings;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/**
 * Reads and changes the settings of projects. Safe for use by many threads.
 *
 * @param parts the database
 */
public record Settings(Parts parts) {

    private static final Shape DAYS = Shape.whole(1, 3650);

    /** What can be set; a field that is left out keeps its value. */
    public static final Fields FIELDS = Fields.of(
            Field.optional("include_locked", Shape.flag())
                    .saying("Whether the list of weak passwords holds locked accounts too."),
            Field.optional("mask", Shape.word("partial", "full"))
                    .saying("How a password is shown: as the agent masked it, or as eight asterisks."),
            Field.optional("unseen_days", DAYS)
                    .saying("After so many days a finding ends whose store no scan tells of any more."),
            Field.optional("fixed_days", DAYS).saying("After so many days an ended finding is erased."),
            Field.optional("retired_days", DAYS).saying("After so many days a retired host's data are erased."),
            Field.optional("stale_days", DAYS).saying("After so many days without a scan a host counts as stale."));

    /** The settings of a project. */
    public static ProjectSettings of(Handle handle, String projectId) {
        return handle.createQuery("select include_locked, mask, unseen_days, fixed_days, retired_days, stale_days"
                        + " from project_setting where project_id = :project")
                .bind("project", projectId)
                .map((row, context) -> settings(row))
                .findOne()
                .orElse(ProjectSettings.DEFAULTS);
    }

    /** Answers them. */
    public Answer read(Call call) {
        return Answer.ok(json(parts.database().read(handle -> of(handle, call.projectId()))));
    }

    /** Changes what is given and answers all. */
    public Answer change(Call call) {
        ProjectSettings changed = parts.database().write(handle -> {
            ProjectSettings merged = merged(of(handle, call.projectId()), call.body());
            keep(handle, call.projectId(), merged);
            return merged;
        });
        return Answer.ok(json(changed));
    }

    private static ProjectSettings merged(ProjectSettings old, Values given) {
        return new ProjectSettings(
                given.optionalFlag("include_locked").orElse(old.includeLocked()),
                given.optionalText("mask").map(Settings::mask).orElse(old.mask()),
                given.optionalWhole("unseen_days").orElse(old.unseenDays()),
                given.optionalWhole("fixed_days").orElse(old.fixedDays()),
                given.optionalWhole("retired_days").orElse(old.retiredDays()),
                given.optionalWhole("stale_days").orElse(old.staleDays()));
    }

    private static void keep(Handle handle, String projectId, ProjectSettings settings) {
        handle.createUpdate("insert into project_setting (project_id, include_locked, mask, unseen_days, fixed_days,"
                        + " retired_days, stale_days)"
                        + " values (:project, :includeLocked, :word, :unseenDays, :fixedDays, :retiredDays, :staleDays)"
                        + " on conflict (project_id) do update set include_locked = excluded.include_locked,"
                        + " mask = excluded.mask, unseen_days = excluded.unseen_days,"
                        + " fixed_days = excluded.fixed_days, retired_days = excluded.retired_days,"
                        + " stale_days = excluded.stale_days")
                .bind("project", projectId)
                .bind("word", word(settings.mask()))
                .bindMethods(settings)
                .execute();
    }

    private static ProjectSettings settings(ResultSet row) throws SQLException {
        return new ProjectSettings(
                row.getBoolean("include_locked"),
                mask(row.getString("mask")),
                row.getInt("unseen_days"),
                row.getInt("fixed_days"),
                row.getInt("retired_days"),
                row.getInt("stale_days"));
    }

    private static ProjectSettings.Mask mask(String word) {
        return ProjectSettings.Mask.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String word(ProjectSettings.Mask mask) {
        return mask.name().toLowerCase(Locale.ROOT);
    }

    private static Object json(ProjectSettings settings) {
        return Json.object()
                .put("include_locked", settings.includeLocked())
                .put("mask", word(settings.mask()))
                .put("unseen_days", settings.unseenDays())
                .put("fixed_days", settings.fixedDays())
                .put("retired_days", settings.retiredDays())
                .put("stale_days", settings.staleDays());
    }
}
