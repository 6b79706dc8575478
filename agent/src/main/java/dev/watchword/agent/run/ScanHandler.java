package dev.watchword.agent.run;

import dev.watchword.agent.work.Answers;
import dev.watchword.agent.work.CommandHandler;
import dev.watchword.protocol.CommandBatch;
import java.io.IOException;

/** Scans because the server asks for it. The last answer is given with the report. */
record ScanHandler(Begins jobs) implements CommandHandler {

    /** Takes a job. */
    interface Begins {
        void add(ScanJob job) throws IOException;
    }

    @Override
    public String kind() {
        return "scan";
    }

    @Override
    public void take(CommandBatch.Command command, Answers answers) throws IOException {
        jobs.add(new ScanJob.Asked(command.id()));
    }
}
