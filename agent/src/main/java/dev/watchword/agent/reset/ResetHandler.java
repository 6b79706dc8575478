package dev.watchword.agent.reset;

import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.work.Answers;
import dev.watchword.agent.work.CommandHandler;
import dev.watchword.protocol.CommandAnswer;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.ResetOpener;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Resets as one of the agent's kinds of work. It goes by whole lists, because what a list leaves out counts as well.
 *
 * @param machine the clocks and the boot
 * @param disk keeps the journal
 * @param opener with the keys that agent and server have now
 * @param places which passwords may be reset
 */
public record ResetHandler(Machine machine, Disk disk, Supplier<ResetOpener> opener, PasswordPlaces places)
        implements CommandHandler {

    private static final System.Logger LOG = System.getLogger(ResetHandler.class.getName());

    /** What a reset is told while they are off: an earlier process may have begun it, which only the journal knows. */
    private static final Failure OFF = Failure.UNCERTAIN;

    @Override
    public String kind() {
        return Resets.KIND;
    }

    @Override
    public void resume(Answers answers) throws IOException {
        if (isReadable()) {
            Resets resets = resets(answers);
            resets.recover();
            resets.tell();
        }
    }

    @Override
    public void heard(CommandBatch batch, long askedElapsed, long askedWall, Answers answers) throws IOException {
        if (isReadable()) {
            resets(answers).heard(new Heard(machine, 0, askedElapsed, askedWall), batch);
            return;
        }
        for (CommandBatch.Command command : batch.commands()) {
            if (command.kind().equals(kind())) {
                answers.give(command.id(), new CommandAnswer("failed", "{\"reason\":\"" + OFF.word() + "\"}"));
            }
        }
    }

    /** Nothing can be reset on a journal that nobody understands; everything else of the agent goes on. */
    private boolean isReadable() throws IOException {
        try {
            ResetJournal.read(disk);
            return true;
        } catch (ResetJournal.Damaged damaged) {
            LOG.log(System.Logger.Level.ERROR, "resets are off: {0}", damaged.getMessage());
            return false;
        }
    }

    @Override
    public void take(CommandBatch.Command command, Answers answers) {
        // the list that it stood in was worked through already
    }

    private Resets resets(Answers answers) {
        return new Resets(machine, disk, opener, places, (id, state, detail) -> {
            try {
                answers.give(id, new CommandAnswer(state, detail));
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Override
    public String toString() {
        return "ResetHandler";
    }
}
