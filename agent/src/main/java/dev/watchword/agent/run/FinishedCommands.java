package dev.watchword.agent.run;

import dev.watchword.protocol.CommandAnswer;
import java.util.LinkedHashSet;

/** Commands that this process gave their last answer, which may be handed out until it has arrived. Belongs to one thread. */
final class FinishedCommands {

    private static final int MOST = 1_000;

    private final LinkedHashSet<String> ids = new LinkedHashSet<>();

    synchronized void note(String commandId, CommandAnswer answer) {
        if (answer.state().equals("done") || answer.state().equals("failed")) {
            ids.add(commandId);
        }
        if (ids.size() > MOST) {
            ids.removeFirst();
        }
    }

    synchronized boolean knows(String commandId) {
        return ids.contains(commandId);
    }
}
