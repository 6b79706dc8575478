package dev.watchword.server.imagescans;

import dev.watchword.server.Ids;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import dev.watchword.server.registries.Registries;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** The calls about schedules of image scans. Safe for use by many threads. */
public final class SchedulesApi {

    private static final int MOST = 100;
    private static final Shape DAYS =
            Shape.items(0, 7, Shape.word("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"));
    private static final Field ON = Field.optional("days", DAYS).or(List.of()).saying("None means every day.");
    private static final Field HOUR = Field.required("hour", Shape.whole(0, 23)).saying("Of UTC.");
    private static final Field MINUTE = Field.required("minute", Shape.whole(0, 59));
    private static final Field ENABLED = Field.optional("enabled", Shape.flag()).or(true);

    /** A new one. */
    public static final Fields NEW =
            Fields.of(Field.required("registry_id", Shape.text(1, 64)), ScansApi.IMAGES, ON, HOUR, MINUTE, ENABLED);

    /** What takes the place of what is there. */
    public static final Fields CHANGE = Fields.of(ScansApi.IMAGES, ON, HOUR, MINUTE, ENABLED);

    /** One. */
    public static final Fields ONE = Fields.of(record());

    /** All. */
    public static final Fields MANY = Fields.of(
            Field.required("total_num", Shape.whole(0, MOST)),
            Field.required("data_list", Shape.items(0, MOST, Shape.members(record()))));

    private final Parts parts;
    private final Registries registries;
    private final Schedules schedules;

    SchedulesApi(Parts parts, Registries registries, Schedules schedules) {
        this.parts = parts;
        this.registries = registries;
        this.schedules = schedules;
    }

    /** Answers all. */
    public Answer list(Call call) {
        List<View> views = parts.database().read(handle -> schedules.all(handle, call.projectId())).stream()
                .map(View::of)
                .toList();
        var json = Json.object().put("total_num", views.size());
        json.set("data_list", Json.tree(views));
        return Answer.ok(json);
    }

    /** Makes one. */
    public Answer add(Call call) {
        String registry = call.body().text("registry_id");
        ImageSchedule made = filled(
                new ImageSchedule(
                        Ids.uuid(),
                        call.projectId(),
                        registry,
                        List.of(),
                        List.of(),
                        0,
                        0,
                        true,
                        call.caller().userId(),
                        parts.now(),
                        0,
                        ""),
                call.body());
        call.notes().note("schedule_id", made.id());
        parts.database().change(handle -> {
            if (registries.find(handle, call.projectId(), registry).isEmpty()) {
                throw Service.WATCHWORD.notFound("registry", registry);
            }
            if (schedules.all(handle, call.projectId()).size() >= MOST) {
                throw Service.WATCHWORD.invalid("images", "there are " + MOST + " schedules already");
            }
            schedules.put(handle, made);
        });
        return Answer.json(201, View.of(made));
    }

    /** Changes one. */
    public Answer change(Call call) {
        call.notes().note("schedule_id", call.path("schedule_id"));
        return parts.database().write(handle -> {
            ImageSchedule changed = filled(schedule(handle, call), call.body());
            schedules.put(handle, changed);
            return Answer.ok(View.of(changed));
        });
    }

    /** Deletes one; scans that it started go on. */
    public Answer delete(Call call) {
        call.notes().note("schedule_id", call.path("schedule_id"));
        parts.database()
                .change(handle ->
                        schedules.delete(handle, schedule(handle, call).id()));
        return Answer.empty(204);
    }

    private ImageSchedule schedule(Handle handle, Call call) {
        String id = call.path("schedule_id");
        return schedules
                .find(handle, call.projectId(), id)
                .orElseThrow(() -> Service.WATCHWORD.notFound("schedule", id));
    }

    private ImageSchedule filled(ImageSchedule old, Values body) {
        ImageSchedule filled = new ImageSchedule(
                old.id(),
                old.projectId(),
                old.registryId(),
                Scans.checked(body.texts("images"), Service.WATCHWORD),
                body.texts("days").stream()
                        .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
                        .toList(),
                body.whole("hour"),
                body.whole("minute"),
                body.flag("enabled"),
                old.createdBy(),
                old.createdAt(),
                0,
                old.lastScan());
        return new ImageSchedule(
                filled.id(),
                filled.projectId(),
                filled.registryId(),
                filled.images(),
                filled.days(),
                filled.hour(),
                filled.minute(),
                filled.enabled(),
                filled.createdBy(),
                filled.createdAt(),
                filled.after(parts.now()),
                filled.lastScan());
    }

    private static Field[] record() {
        return List.of(
                        Field.required("id", Shape.text(36, 36)),
                        Field.required("registry_id", Shape.text(36, 36)),
                        ScansApi.IMAGES,
                        Field.required("days", DAYS),
                        HOUR,
                        MINUTE,
                        Field.required("enabled", Shape.flag()),
                        Field.required("created_by", Shape.text(1, 64)),
                        Field.required("created_at", Shape.whole(0, Long.MAX_VALUE)),
                        Field.required("next_at", Shape.whole(0, Long.MAX_VALUE)),
                        Field.required("last_scan", Shape.text(0, 36)))
                .toArray(Field[]::new);
    }

    private record View(
            String id,
            String registryId,
            List<String> images,
            List<String> days,
            int hour,
            int minute,
            boolean enabled,
            String createdBy,
            long createdAt,
            long nextAt,
            String lastScan) {

        static View of(ImageSchedule one) {
            return new View(
                    one.id(),
                    one.registryId(),
                    one.images(),
                    one.days().stream()
                            .map(day -> day.name().toLowerCase(Locale.ROOT))
                            .toList(),
                    one.hour(),
                    one.minute(),
                    one.enabled(),
                    one.createdBy(),
                    one.createdAt(),
                    one.nextAt(),
                    one.lastScan());
        }
    }
}
