package dev.watchword.server.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a job is, in the form of ECS v1. Safe for use by many threads.
 *
 * @param parts what it stands on
 */
public record JobsApi(Parts parts) {

    /** A job's id. */
    public static final Fields STARTED = Fields.of(Field.required("job_id", Shape.text(36, 36)));

    /** A job; {@code error_code} and {@code fail_reason} are null unless it failed. */
    public static final Fields SHOWN = Fields.of(
            Field.required("job_id", Shape.text(36, 36)),
            Field.required("job_type", Shape.text(1, 64)),
            Field.required("status", Shape.word("INIT", "RUNNING", "SUCCESS", "FAIL")),
            Field.required("begin_time", Shape.text(24, 24)),
            Field.required("end_time", Shape.text(0, 24)),
            Field.optional("error_code", Shape.text(1, 64)),
            Field.optional("fail_reason", Shape.text(1, 256)),
            Field.required("entities", new Shape.Any(1 << 20)));

    /** A job of the project. */
    public Answer show(Call call) {
        Job job = parts.database()
                .read(handle -> Jobs.byId(
                        handle, call.projectId(), call.path("job_id"), call.at().toEpochMilli()))
                .orElseThrow(() -> ApiError.of(400, "Common.0011", "Failed to query system tasks: invalid job id."));
        ObjectNode json = node(job.id(), job.type(), job.status(), job.begunAt(), job.endedAt(), job.firstFailure());
        ObjectNode entities =
                json.putObject("entities").put("sub_jobs_total", job.parts().size());
        ArrayNode parts = entities.putArray("sub_jobs");
        for (Job.Part part : job.parts()) {
            Optional<Job.Part> failure = part.status() == Job.Status.FAIL ? Optional.of(part) : Optional.empty();
            ObjectNode each = node(part.id(), part.type(), part.status(), part.begunAt(), part.endedAt(), failure);
            each.putObject("entities").put("server_id", part.hostId());
            parts.add(each);
        }
        return Answer.ok(json);
    }

    private static ObjectNode node(
            String id, String type, Job.Status status, long begun, OptionalLong ended, Optional<Job.Part> failure) {
        return Json.object()
                .put("job_id", id)
                .put("job_type", type)
                .put("status", status.name())
                .put("begin_time", time(begun))
                .put("end_time", ended.isPresent() ? time(ended.getAsLong()) : "")
                .put("error_code", orNull(failure.flatMap(Job.Part::errorCode)))
                .put("fail_reason", orNull(failure.flatMap(Job.Part::failReason)));
    }

    private static @Nullable String orNull(Optional<String> text) {
        return text.orElse(null);
    }

    /** Always with three digits of a second. */
    private static String time(long millis) {
        String text = Instant.ofEpochMilli(millis).toString();
        return text.length() == 20 ? text.substring(0, 19) + ".000Z" : text;
    }
}
