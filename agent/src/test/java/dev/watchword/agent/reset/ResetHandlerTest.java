package dev.watchword.agent.reset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.protocol.CommandAnswer;
import dev.watchword.protocol.CommandBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResetHandlerTest {

    private final MemoryDisk disk = new MemoryDisk();
    private final List<String> told = new ArrayList<>();

    /** The agent's other work must not end because of it, and old resets must not be taken again. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{\"version\":2,\"floor\":0,\"counters\":{},\"entries\":[]}"})
    void turnsResetsOffWhereItsJournalCannotBeRead(String damaged) throws IOException {
        byte[] journal = damaged.getBytes(StandardCharsets.UTF_8);
        disk.write(ResetJournal.FILE, journal);
        handler().resume(this::told);
        handler().heard(batch(), 0, 0, this::told);
        assertEquals(List.of("r-1 failed {\"reason\":\"uncertain\"}"), told);
        assertArrayEquals(journal, disk.read(ResetJournal.FILE).orElseThrow(), "for its operator to see");
    }

    @Test
    void beginsWithoutAJournal() throws IOException {
        handler().resume(this::told);
        assertEquals(List.of(), told);
    }

    private void told(String id, CommandAnswer answer) {
        told.add(id + " " + answer.state() + " " + answer.detail());
    }

    private static CommandBatch batch() {
        return new CommandBatch(
                "host",
                1,
                List.of(
                        new CommandBatch.Command("s-1", "scan", "{}", 0, 10),
                        new CommandBatch.Command("r-1", Resets.KIND, "{\"envelope\":\"\"}", 0, 10)));
    }

    private ResetHandler handler() {
        ShadowlessPlace none = new ShadowlessPlace();
        return new ResetHandler(
                LinuxMachine.here(),
                disk,
                () -> {
                    throw new AssertionError("nothing is to be opened");
                },
                new PasswordPlaces(none, Map.of()));
    }

    private static final class ShadowlessPlace implements PasswordPlace {

        @Override
        public Setting set(String account, byte[] password, Permit permit) {
            throw new AssertionError("nothing is to be set");
        }

        @Override
        public Held holds(String account, byte[] password) {
            return Held.UNKNOWN;
        }

        @Override
        public java.util.Set<Obstacle> obstacles(String account) {
            return java.util.Set.of();
        }
    }
}
