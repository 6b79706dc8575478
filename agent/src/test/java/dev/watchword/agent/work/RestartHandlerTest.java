package dev.watchword.agent.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.agent.simulation.VirtualMachine;
import dev.watchword.protocol.CommandBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartHandlerTest {

    private final MemoryDisk disk = new MemoryDisk();
    private final VirtualMachine machine = new VirtualMachine(1);
    private final List<String> said = new ArrayList<>();
    private final List<Boolean> restarts = new ArrayList<>();
    private final Answers answers = (id, answer) -> said.add(answer.state() + " " + id);

    @Test
    void restartsOnceAndSaysSoWhenItIsBack() throws IOException {
        handler().take(command("r-1", "{\"type\":\"SOFT\"}"), answers);
        handler().take(command("r-1", "{\"type\":\"SOFT\"}"), answers);
        handler().resume(answers);
        assertEquals(List.of("delivered r-1"), said);
        machine.reboot();
        handler().resume(answers);
        handler().resume(answers);
        handler().take(command("r-1", "{\"type\":\"SOFT\"}"), answers);
        assertEquals(List.of("delivered r-1", "done r-1"), said);
        assertEquals(List.of(false), restarts);
    }

    @Test
    void takesNoOtherRestartWhileItGoesDownButDoesWhenItNeverWent() throws IOException {
        handler().take(command("r-1", "{\"type\":\"HARD\"}"), answers);
        handler().take(command("r-2", "{\"type\":\"HARD\"}"), answers);
        assertEquals(List.of(true), restarts);
        machine.pass(Duration.ofMinutes(10));
        handler().take(command("r-2", "{\"type\":\"HARD\"}"), answers);
        assertEquals(List.of(true, true), restarts);
    }

    @Test
    void failsWhenItCannot() throws IOException {
        RestartHandler unable = new RestartHandler(disk, machine, hard -> {
            throw new IOException("no power");
        });
        unable.take(command("r-1", "{\"type\":\"SOFT\"}"), answers);
        assertEquals(List.of("delivered r-1", "failed r-1"), said);
    }

    @Test
    void failsForAnOrderThatItDoesNotKnow() throws IOException {
        handler().take(command("r-1", "{\"type\":\"GENTLE\"}"), answers);
        handler().take(command("r-2", "nonsense"), answers);
        assertEquals(List.of("failed r-1", "failed r-2"), said);
        assertEquals(List.of(), restarts);
    }

    private RestartHandler handler() {
        return new RestartHandler(disk, machine, restarts::add);
    }

    private static CommandBatch.Command command(String id, String payload) {
        return new CommandBatch.Command(id, "reboot", payload, 0, Long.MAX_VALUE);
    }
}
