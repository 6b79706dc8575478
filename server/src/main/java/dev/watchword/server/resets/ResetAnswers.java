package dev.watchword.server.resets;

import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.CommandAnswers;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.http.Service;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What agents say of a reset: {@code delivered}, {@code staged}, {@code applied}, {@code verified}, or {@code failed} with
 * a detail of {@code {"reason":"hash_rejected"}}. They may say it twice and in another order. Safe for use by many
 * threads.
 *
 * @param resets what they speak of
 */
public record ResetAnswers(Resets resets) implements CommandAnswers.Listener {

    @Override
    public boolean answered(Handle handle, Command command, String state, String detail, long now) {
        ResetState said = switch (state) {
            case "delivered" -> ResetState.DELIVERED;
            case "staged" -> ResetState.STAGED;
            case "applied" -> ResetState.APPLIED;
            case "verified" -> ResetState.VERIFIED;
            case "failed" -> ResetState.FAILED;
            default ->
                throw Service.WATCHWORD.invalid("state", "a reset is delivered, staged, applied, verified or failed");
        };
        ResetReason reason = said == ResetState.FAILED ? reason(detail) : ResetReason.NONE;
        resets.move(handle, command.id(), said, reason, now);
        return said == ResetState.VERIFIED || said == ResetState.FAILED;
    }

    private static ResetReason reason(String detail) {
        try {
            Failure failure = Json.read(detail.getBytes(StandardCharsets.UTF_8), Failure.class);
            return failure.reason == null ? ResetReason.OTHER : ResetReason.ofAgent(failure.reason);
        } catch (MalformedJson e) {
            return ResetReason.OTHER;
        }
    }

    private record Failure(@Nullable String reason) {}
}
