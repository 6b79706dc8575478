package dev.watchword.server.resets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.servers.Servers;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Tells what became of resets, and takes one back that no agent has fetched. Safe for use by many threads.
 *
 * @param parts what it stands on
 * @param resets where they are kept
 */
public record ResetsApi(Parts parts, Resets resets) {

    /** A page of the project's resets, the newest first. */
    public Answer list(Call call) {
        return page(call, call.query().filter("host_id"));
    }

    /** A page of one host's resets, the newest first. */
    public Answer listOfHost(Call call) {
        String hostId = call.path("host_id");
        boolean known = parts.database()
                .read(handle -> Servers.byId(handle, call.projectId(), hostId, call.at()))
                .isPresent();
        if (!known) {
            throw Service.WATCHWORD.notFound("host", hostId);
        }
        return page(call, Optional.of(hostId));
    }

    /** One reset. */
    public Answer show(Call call) {
        return Answer.ok(view(parts.database().read(handle -> require(handle, call))));
    }

    /** Takes back a reset that waits for its agent. One that the agent has can only be replaced by a newer one. */
    public Answer cancel(Call call) {
        Reset cancelled = parts.database().write(handle -> {
            Reset reset = require(handle, call);
            if (reset.state() != ResetState.ACCEPTED) {
                throw ApiError.of(
                        409,
                        "WW.0009",
                        "The reset is " + reset.state().word() + ": only an accepted one can be cancelled.");
            }
            resets.giveUp(
                    handle,
                    reset.id(),
                    ResetState.FAILED,
                    ResetReason.CANCELLED,
                    call.at().toEpochMilli());
            return require(handle, call);
        });
        call.notes().note("reset_id", cancelled.id());
        return Answer.ok(view(cancelled));
    }

    private static Reset require(Handle handle, Call call) {
        String id = call.path("reset_id");
        return Resets.byId(handle, call.projectId(), id, call.at().toEpochMilli())
                .orElseThrow(() -> Service.WATCHWORD.notFound("reset", id));
    }

    private Answer page(Call call, Optional<String> hostId) {
        Resets.Filter filter = new Resets.Filter(
                call.projectId(),
                hostId,
                call.query().filter("state"),
                call.query().filter("requested_by"));
        long now = call.at().toEpochMilli();
        return Answer.ok(parts.database().read(handle -> {
            ObjectNode json = Json.object().put("total_num", Resets.count(handle, filter, now));
            ArrayNode list = json.putArray("data_list");
            Resets.page(
                            handle,
                            filter,
                            now,
                            call.query().whole("limit"),
                            call.query().whole("offset"))
                    .forEach(reset -> list.add(view(reset)));
            return json;
        }));
    }

    static ObjectNode view(Reset reset) {
        ObjectNode json = Json.object()
                .put("id", reset.id())
                .put("host_id", reset.hostId())
                .put("host_name", reset.hostName())
                .put("account", reset.account())
                .put("state", reset.state().word())
                .put("reason", reset.reason().word())
                .put("sealed_by", reset.sealedBy())
                .put("requested_by", reset.requestedBy())
                .put("requested_by_name", reset.requestedByName())
                .put("accepted_at", reset.acceptedAt())
                .put("expires_at", reset.expiresAt());
        json.put("apply", reset.apply());
        ArrayNode obstacles = json.putArray("obstacles");
        reset.obstacles().forEach(obstacles::add);
        put(json, "delivered_at", reset.deliveredAt());
        put(json, "staged_at", reset.stagedAt());
        put(json, "applied_at", reset.appliedAt());
        put(json, "verified_at", reset.verifiedAt());
        put(json, "failed_at", reset.failedAt());
        reset.supersededBy().ifPresent(newer -> json.put("superseded_by", newer));
        return json;
    }

    private static void put(ObjectNode json, String name, OptionalLong millis) {
        millis.ifPresent(value -> json.put(name, value));
    }
}
