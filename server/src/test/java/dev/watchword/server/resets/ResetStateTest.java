package dev.watchword.server.resets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResetStateTest {

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED,  NONE,          DELIVERED STAGED APPLIED VERIFIED FAILED EXPIRED",
        "DELIVERED, NONE,          STAGED APPLIED VERIFIED FAILED EXPIRED",
        "STAGED,    NONE,          APPLIED VERIFIED FAILED EXPIRED",
        "APPLIED,   NONE,          VERIFIED FAILED",
        "VERIFIED,  NONE,          ''",
        "FAILED,    NO_AGENT,      ''",
        "FAILED,    REFUSED,       ''",
        "FAILED,    HASH_REJECTED, ''",
        "FAILED,    NOT_APPLIED,   ''",
        "FAILED,    SUPERSEDED,    APPLIED VERIFIED",
        "FAILED,    CANCELLED,     APPLIED VERIFIED",
        "FAILED,    UNREACHABLE,   APPLIED VERIFIED",
        "EXPIRED,   NONE,          APPLIED VERIFIED"
    })
    void allowsThese(ResetState from, ResetReason reason, String next) {
        assertEquals(
                next,
                Arrays.stream(ResetState.values())
                        .filter(state -> from.mayBecome(state, reason))
                        .map(Enum::name)
                        .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @EnumSource
    void neverComesBackToWhereItWas(ResetState state) {
        for (ResetReason reason : ResetReason.values()) {
            assertFalse(state.mayBecome(state, reason));
            assertFalse(state.mayBecome(ResetState.ACCEPTED, reason));
        }
        assertEquals(state, ResetState.of(state.word()));
    }

    @Test
    void takesFromAgentsOnlyTheReasonsOfAgents() {
        assertEquals(ResetReason.HASH_REJECTED, ResetReason.ofAgent("hash_rejected"));
        assertEquals(ResetReason.SUPERSEDED, ResetReason.ofAgent("superseded"));
        assertEquals(ResetReason.OTHER, ResetReason.ofAgent("no_agent"));
        assertEquals(ResetReason.OTHER, ResetReason.ofAgent("cancelled"));
        assertEquals(ResetReason.OTHER, ResetReason.ofAgent(""));
        assertEquals(ResetReason.OTHER, ResetReason.ofAgent("<script>"));
        for (ResetReason reason : ResetReason.values()) {
            assertEquals(reason, ResetReason.of(reason.word()));
        }
        assertTrue(ResetReason.NONE.word().isEmpty());
    }
}
