package dev.watchword.agent.work;

import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.CommandAnswer;
import dev.watchword.protocol.CommandBatch;
import java.io.IOException;
import java.util.Optional;

/**
 * Restarts the machine, once for each command: which command and which boot are durable before the machine goes down, and the boot after
 * it says that it is back.
 */
public final class RestartHandler implements CommandHandler {

    private static final String FILE = "restart";
    private static final long PATIENCE_MILLIS = 5 * 60_000;
    private static final String NOTHING = "{}";

    private final Disk disk;
    private final Machine machine;
    private final Power power;

    public RestartHandler(Disk disk, Machine machine, Power power) {
        this.disk = disk;
        this.machine = machine;
        this.power = power;
    }

    @Override
    public String kind() {
        return "reboot";
    }

    @Override
    public void take(CommandBatch.Command command, Answers answers) throws IOException {
        Optional<Begun> begun = begun();
        if (begun.filter(one -> one.commandId().equals(command.id()) || isGoingDown(one))
                .isPresent()) {
            return;
        }
        Optional<Order> order = Wire.read(command.payload(), Order.class)
                .filter(each -> each.type().equals("SOFT") || each.type().equals("HARD"));
        if (order.isEmpty()) {
            answers.give(command.id(), new CommandAnswer("failed", NOTHING));
            return;
        }
        answers.give(command.id(), new CommandAnswer("delivered", NOTHING));
        keep(new Begun(command.id(), machine.bootId(), machine.wallClock(), false));
        try {
            power.restart(order.get().type().equals("HARD"));
        } catch (IOException e) {
            answers.give(command.id(), new CommandAnswer("failed", NOTHING));
            keep(new Begun(command.id(), machine.bootId(), machine.wallClock(), true));
        }
    }

    @Override
    public void resume(Answers answers) throws IOException {
        Optional<Begun> begun = begun();
        if (begun.isEmpty() || begun.get().answered() || begun.get().bootId().equals(machine.bootId())) {
            return;
        }
        Begun back = begun.get();
        answers.give(back.commandId(), new CommandAnswer("done", NOTHING));
        keep(new Begun(back.commandId(), back.bootId(), back.at(), true));
    }

    /** A restart that has not come after so long will not come, and another may be tried. */
    private boolean isGoingDown(Begun begun) {
        return !begun.answered()
                && begun.bootId().equals(machine.bootId())
                && Math.abs(machine.wallClock() - begun.at()) < PATIENCE_MILLIS;
    }

    private Optional<Begun> begun() throws IOException {
        return disk.read(FILE).flatMap(json -> Wire.read(json, Begun.class));
    }

    private void keep(Begun begun) throws IOException {
        disk.write(FILE, Wire.write(begun));
    }

    private record Order(String type) {}

    /** The restart that was begun last; it stays known, because its command may be handed out once more. */
    private record Begun(String commandId, String bootId, long at, boolean answered) {}
}
