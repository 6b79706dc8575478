package dev.watchword.server.resets;

import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.CommandAnswers;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.http.Service;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What agents say of a reset: {@code delivered}, {@code staged}, {@code applied}, {@code verified}, or {@code failed} with
 * a detail of {@code {"reason":"store_busy"}}; {@code verified} may have {@code {"obstacles":["no_login_shell"]}}. They may say it twice and in another order. Safe for use by many
 * threads.
 *
 * @param resets what they speak of
 */
public record ResetAnswers(Resets resets) implements CommandAnswers.Listener {

    private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{0,63}");
    private static final int MOST_OBSTACLES = 20;

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
        boolean moved = resets.move(handle, command.id(), said, reason, now);
        if (moved && said == ResetState.VERIFIED) {
            resets.note(handle, command.id(), obstacles(detail));
        }
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

    /** An agent may be newer than this server: its words are kept as they are, when they are words. */
    private static List<String> obstacles(String detail) {
        try {
            List<String> told = Json.read(detail.getBytes(StandardCharsets.UTF_8), Success.class).obstacles;
            return told == null
                    ? List.of()
                    : told.stream()
                            .filter(word -> word != null && WORD.matcher(word).matches())
                            .distinct()
                            .limit(MOST_OBSTACLES)
                            .toList();
        } catch (MalformedJson e) {
            return List.of();
        }
    }

    private record Success(@Nullable List<@Nullable String> obstacles) {}

    private record Failure(@Nullable String reason) {}
}
