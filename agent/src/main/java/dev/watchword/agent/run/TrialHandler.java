package dev.watchword.agent.run;

import dev.watchword.agent.link.Link;
import dev.watchword.agent.link.Outcome;
import dev.watchword.agent.wire.Wire;
import dev.watchword.agent.work.Answers;
import dev.watchword.agent.work.CommandHandler;
import dev.watchword.audit.report.Counted;
import dev.watchword.protocol.CommandAnswer;
import dev.watchword.protocol.CommandBatch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Fetches the words of a trial and has them tried; they are never on the disk. */
final class TrialHandler implements CommandHandler {

    private static final int MOST_BYTES = 1 << 20;

    /** Takes a job; one that waits or is under way already is passed over. */
    interface Begins {
        void add(ScanJob job);
    }

    private final Link link;
    private final Begins jobs;

    TrialHandler(Link link, Begins jobs) {
        this.link = link;
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return "dry_run";
    }

    @Override
    public void take(CommandBatch.Command command, Answers answers) throws IOException {
        Optional<String> trial = Wire.read(command.payload(), Payload.class)
                .map(Payload::dryRunId)
                .filter(id -> id.matches("[0-9A-Za-z-]{1,64}"));
        if (trial.isEmpty()) {
            fail(command, answers, "the command cannot be read");
            return;
        }
        Outcome outcome;
        try {
            outcome = link.get("/v1/agents/dry-runs/" + trial.get() + "/words", "", MOST_BYTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        switch (outcome) {
            case Outcome.Answered answered -> {
                Optional<Words> words = Wire.read(answered.body(), Words.class);
                if (words.isEmpty()) {
                    fail(command, answers, "the words cannot be read");
                    return;
                }
                jobs.add(new ScanJob.Trial(command.id(), words.get().words()));
            }
            case Outcome.Refused refused -> fail(command, answers, "the server has no such words: " + refused.code());
            case Outcome.Later later -> {
                // The command comes again.
            }
            case Outcome.Denied denied -> {
                // The loop's next call tells.
            }
        }
    }

    private static void fail(CommandBatch.Command command, Answers answers, String reason) throws IOException {
        answers.give(command.id(), new CommandAnswer("failed", Wire.text(new Failure(reason))));
    }

    private record Payload(String dryRunId) {}

    private record Words(List<String> words) {
        @Override
        public String toString() {
            return Counted.of(words.size(), "word");
        }
    }

    /** A {@link dev.watchword.protocol.DryRunAnswer} that says why not. */
    record Failure(int accounts, int matches, String reason) {
        Failure(String reason) {
            this(0, 0, reason);
        }
    }
}
