package dev.watchword.agent.run;

import dev.watchword.agent.outbox.Letter;
import dev.watchword.agent.outbox.Outbox;
import dev.watchword.agent.wire.Wire;
import dev.watchword.agent.work.Answers;
import dev.watchword.agent.work.CommandHandler;
import dev.watchword.protocol.CommandAnswer;
import dev.watchword.protocol.CommandBatch;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What the server asks for, each kind given to its handler, and answered. Belongs to the loop's thread, but for answers. */
final class Commands {

    private final Outbox outbox;
    private final FinishedCommands finished = new FinishedCommands();
    private final Map<String, CommandHandler> handlers = new HashMap<>();
    private final Answers answers;

    Commands(Outbox outbox) {
        this.outbox = outbox;
        this.answers = (commandId, answer) -> {
            finished.note(commandId, answer);
            outbox.give(commandId, answer);
        };
    }

    void add(CommandHandler handler) {
        if (handlers.put(handler.kind(), handler) != null) {
            throw new IllegalArgumentException("two handlers of " + handler.kind());
        }
    }

    /** Lets every handler end what an earlier process began. */
    void resume() throws IOException {
        for (CommandHandler handler : handlers.values()) {
            handler.resume(answers);
        }
    }

    Answers answers() {
        return answers;
    }

    /** Gives the last answer, which arrives after the reports that are kept already. */
    void doneWithReport(String commandId) throws IOException {
        CommandAnswer done = new CommandAnswer("done", "{}");
        finished.note(commandId, done);
        outbox.put(Outbox.answer(Letter.Lane.REPORTS, commandId, done));
    }

    /** Gives the last answer of a command that came to nothing. */
    void failed(String commandId, String reason) throws IOException {
        answers.give(commandId, new CommandAnswer("failed", Wire.text(new Reason(reason))));
    }

    /**
     * Takes a signed list.
     *
     * @param askedElapsed the machine's steady clock right before the server was asked, nanoseconds
     * @param askedWall its wall clock then, epoch milliseconds
     * @param serverClock the server's, epoch milliseconds
     */
    void take(CommandBatch batch, long askedElapsed, long askedWall, LongSupplier serverClock) throws IOException {
        for (CommandHandler handler : handlers.values()) {
            handler.heard(batch, askedElapsed, askedWall, answers);
        }
        for (CommandBatch.Command command : batch.commands()) {
            if (!finished.knows(command.id()) && command.expiresAt() > serverClock.getAsLong()) {
                dispatch(command);
            }
        }
    }

    private void dispatch(CommandBatch.Command command) throws IOException {
        CommandHandler handler = handlers.get(command.kind());
        if (handler == null) {
            failed(command.id(), "this agent cannot do that");
            return;
        }
        handler.take(command, answers);
    }

    private record Reason(String reason) {}
}
