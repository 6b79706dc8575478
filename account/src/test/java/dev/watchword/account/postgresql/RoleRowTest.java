package dev.watchword.account.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.watchword.account.AccountState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a session tells of a role; whoever runs code as the server's user may have it tell anything. */
class RoleRowTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void anyTimeThatAServerTellsIsAState() throws DamagedHeap {
        Map<String, AccountState> states = Map.of(
                "", new AccountState.Usable(),
                "Infinity", new AccountState.Usable(),
                "9224318015999.999999", new AccountState.Usable(),
                "9223372036854775807", new AccountState.Usable(),
                "1e300", new AccountState.Expired(LocalDate.EPOCH),
                "-Infinity", new AccountState.Expired(LocalDate.of(2000, 1, 1)),
                "-31557014167219200", new AccountState.Expired(LocalDate.of(2000, 1, 1)),
                "1772323199.999999", new AccountState.Expired(LocalDate.of(2026, 2, 28)));
        for (var each : states.entrySet()) {
            assertEquals(each.getValue(), role(each.getKey()).state(NOW), each.getKey());
        }
    }

    /** Reading a number takes time that grows with the square of its digits. */
    @Test
    void aTimeOfAMillionDigitsIsNotRead() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThrows(DamagedHeap.class, () -> role("7".repeat(1_000_000))));
        assertThrows(DamagedHeap.class, () -> role("soon"));
        assertThrows(DamagedHeap.class, () -> role("1e99999999999"));
    }

    private static RoleRow role(String seconds) throws DamagedHeap {
        return RoleRow.of(Stream.of("anna", "f", "t", "md5" + "0".repeat(32), seconds)
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList());
    }

    @Test
    void rowsOfOtherColumnsAreRefused() {
        assertThrows(DamagedHeap.class, () -> RoleRow.of(List.of(new byte[0])));
    }
}
