package dev.watchword.agent.run;

import dev.watchword.agent.link.Link;
import dev.watchword.agent.link.Outcome;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.outbox.Outbox;
import dev.watchword.agent.reset.Resets;
import dev.watchword.agent.wire.Wire;
import dev.watchword.agent.work.CommandHandler;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.SealedReset;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The resets of a boot, before anybody logs in: asks the server once, lets the resets' own rules decide, and says what became of them. It
 * lives in the agent's folder, under its lock and on its journal, so that what it did is done for the agent too; what it did not get to, the
 * agent does when it runs. Belongs to one thread.
 */
public final class BootResets {

    private static final System.Logger LOG = System.getLogger(BootResets.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Machine machine;
    private final String hostId;
    private final Link link;
    private final CommandHandler resets;
    private final Commands commands;
    private final Contact contact;
    private final Delivery delivery;

    /** How it ended. */
    public enum End {
        /** The server's list was worked through. */
        DONE,
        /** The list was left to the agent: services are not up before logins, so their accounts can only be reset later. */
        LEFT,
        /** The server did not answer in time, or not as a server. */
        NOT_REACHED,
        /** The server does not know this agent any more. */
        DENIED
    }

    /**
     * @param hostId whose commands they are
     * @param resets the handler of resets
     */
    public BootResets(Machine machine, String hostId, Link link, Outbox outbox, CommandHandler resets) {
        this.machine = machine;
        this.hostId = hostId;
        this.link = link;
        this.resets = resets;
        this.commands = new Commands(outbox);
        this.contact = new Contact(machine, () -> {});
        this.delivery = new Delivery(machine, link, outbox, contact);
    }

    /**
     * Asks until the server answers, as the network may come up meanwhile.
     *
     * @param patience no call is begun after it
     * @throws IOException when the disk fails
     * @throws InterruptedException when it is told to stop
     */
    public End turn(Duration patience) throws IOException, InterruptedException {
        long end = machine.elapsed() + patience.toNanos();
        while (true) {
            long askedElapsed = machine.elapsed();
            long askedWall = machine.wallClock();
            Outcome outcome = link.get("/v1/agents/commands", "", Conversation.COMMANDS_ANSWER);
            if (outcome instanceof Outcome.Later later && machine.elapsed() + PAUSE.toNanos() - end < 0) {
                LOG.log(System.Logger.Level.DEBUG, "{0}", later.why());
                machine.pause(PAUSE);
                continue;
            }
            Optional<CommandBatch> batch = contact.believed(outcome, CommandBatch.class)
                    .filter(each -> each.hostId().equals(hostId));
            if (batch.isEmpty()) {
                return contact.isDenied() ? End.DENIED : End.NOT_REACHED;
            }
            return heard(batch.get(), askedElapsed, askedWall);
        }
    }

    private End heard(CommandBatch batch, long askedElapsed, long askedWall) throws IOException, InterruptedException {
        if (batch.commands().stream().anyMatch(BootResets::isOfService)) {
            return End.LEFT;
        }
        resets.heard(batch, askedElapsed, askedWall, commands.answers());
        // What does not arrive now, the agent delivers.
        delivery.answers();
        return End.DONE;
    }

    private static boolean isOfService(CommandBatch.Command command) {
        return command.kind().equals(Resets.KIND)
                && Wire.read(command.payload(), Payload.class)
                        .flatMap(payload -> SealedReset.parse(payload.envelope()))
                        .filter(envelope -> envelope.terms().account().indexOf(':') >= 0)
                        .isPresent();
    }

    /** What of a reset's command can be read without a key. */
    private record Payload(String envelope) {}
}
