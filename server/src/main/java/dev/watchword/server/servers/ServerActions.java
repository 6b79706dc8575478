package dev.watchword.server.servers;

import dev.watchword.server.Ids;
import dev.watchword.server.Parts;
import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Values;
import dev.watchword.server.jobs.Jobs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Restarts servers, which their agents do. Nothing here holds the power switch, so that starting and stopping are
 * refused. A batch is done for all its servers or for none. Safe for use by many threads.
 *
 * @param parts what it stands on
 * @param commands where restarts are queued
 */
public record ServerActions(Parts parts, Commands commands) {

    /** The kind of the command that an agent gets; its payload is {@code {"type":"SOFT"}} or {@code HARD}. */
    public static final String REBOOT = "reboot";

    /** An agent that has not said within this time that its host is back has failed. */
    public static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final String STATUS = "The ECS status does not meet requirements: ";

    /** Whatever the only field of the body says. */
    public Answer act(Call call) {
        List<String> asked = Stream.of("os-start", "os-stop", "reboot")
                .filter(call.body()::has)
                .toList();
        if (asked.size() != 1) {
            throw Service.ECS.invalid("body", "it must hold exactly one of os-start, os-stop and reboot");
        }
        String action = asked.getFirst();
        Values order = call.body().object(action);
        List<String> ids =
                order.objects("servers").stream().map(each -> each.text("id")).toList();
        call.notes().note("action", action);
        if (!action.equals("reboot")) {
            parts.database().read(handle -> Servers.requireAll(handle, call.projectId(), ids, call.at()));
            throw ApiError.of(
                    400, "Ecs.0100", STATUS + "no hypervisor is attached here, so servers can only be restarted.");
        }
        String job = parts.database().write(handle -> reboot(handle, call, ids, order.text("type")));
        call.notes().note("job_id", job);
        return Answer.ok(Json.object().put("job_id", job));
    }

    private String reboot(Handle handle, Call call, List<String> ids, String type) {
        List<Server> servers = Servers.requireAll(handle, call.projectId(), ids, call.at());
        servers.forEach(ServerActions::requireRestartable);
        long now = call.at().toEpochMilli();
        long deadline = now + PATIENCE.toMillis();
        byte[] payload = Json.write(Json.object().put("type", type));
        List<Jobs.Part> work = servers.stream()
                .map(server -> new Jobs.Part(Ids.uuid(), server.id(), "rebootServer", type))
                .toList();
        String job = Jobs.begin(handle, call.projectId(), "batchRebootServer", work, now, deadline);
        for (Jobs.Part each : work) {
            commands.queue(
                    handle,
                    new Command(
                            each.id(),
                            each.hostId(),
                            REBOOT,
                            new String(payload, StandardCharsets.UTF_8),
                            now,
                            deadline));
        }
        return job;
    }

    private static void requireRestartable(Server server) {
        switch (server.status()) {
            case ACTIVE -> {}
            case REBOOT, HARD_REBOOT ->
                throw ApiError.of(400, "Ecs.0100", STATUS + "it is being restarted. " + server.id());
            case UNKNOWN ->
                throw ApiError.of(400, "Ecs.0100", STATUS + "its agent was not heard of lately. " + server.id());
        }
    }
}
