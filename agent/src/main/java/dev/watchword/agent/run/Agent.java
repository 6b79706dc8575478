package dev.watchword.agent.run;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.ServerKeyList;
import dev.watchword.agent.link.Link;
import dev.watchword.agent.link.Outcome;
import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.outbox.Letter;
import dev.watchword.agent.outbox.Outbox;
import dev.watchword.agent.schedule.ScanDiary;
import dev.watchword.agent.wire.Wire;
import dev.watchword.agent.words.WordCache;
import dev.watchword.agent.work.Answers;
import dev.watchword.agent.work.CommandHandler;
import dev.watchword.protocol.CommandAnswer;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.Heartbeat;
import dev.watchword.protocol.HeartbeatAnswer;
import dev.watchword.protocol.WordList;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An enrolled agent at work: tells the server that it is alive, does what it is asked to, scans when it is time, and delivers what it has
 * to say. All of it happens in one thread and in turns, so that a simulation can drive it; only scans have a thread of their own. What must
 * outlive the process is on the disk before the next step is taken.
 */
public final class Agent implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Agent.class.getName());

    private static final int SMALL_ANSWER = 64 << 10;
    private static final int WORDS_ANSWER = 4 << 20;
    private static final int COMMANDS_ANSWER = 8 << 20;
    private static final Duration DENIED_PAUSE = Duration.ofHours(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final int MOST_LETTERS_A_TURN = 200;
    private static final String RECEIPT = "receipt";

    /** Whoever may write to the agent's folder asks for a scan with this file. */
    public static final String ASK_FOR_SCAN = "scan-please";

    private final Machine machine;
    private final Disk disk;
    private final Membership membership;
    private final Link link;
    private final Outbox outbox;
    private final WordCache words;
    private final ScanDiary diary;
    private final AgentSettings settings;
    private final Jobs jobs;
    private final ScanWork work;
    private final Map<String, CommandHandler> handlers = new HashMap<>();
    private final FinishedCommands finished = new FinishedCommands();
    private final Answers answers;
    private final Backoff backoff;

    private long nextBeat;
    private long quietUntil;
    private long reportsQuietUntil;
    private String wordsWanted = "";
    private boolean commandsWait;
    private boolean commandsAreNone;
    private String state = "waiting";
    private String problem = "";
    private String scanProblem = "";
    private long contactAt;
    private ScanReceipt receipt;
    private long statusAt;
    private String statusShape = "";

    /** What an agent is made of. */
    public record Parts(
            Machine machine,
            Disk disk,
            Membership membership,
            Link link,
            Outbox outbox,
            WordCache words,
            ScanWork work) {}

    /**
     * An agent, which ends what an earlier process began.
     *
     * @param others handlers of the kinds that the agent itself does not know
     * @throws IOException when the disk fails
     */
    public Agent(Parts parts, AgentSettings settings, List<CommandHandler> others) throws IOException {
        this.machine = parts.machine();
        this.disk = parts.disk();
        this.membership = parts.membership();
        this.link = parts.link();
        this.outbox = parts.outbox();
        this.words = parts.words();
        this.work = parts.work();
        this.diary = ScanDiary.open(disk, membership.hostId());
        this.settings = settings;
        this.jobs = new Jobs(work);
        this.backoff = new Backoff(machine.random());
        this.nextBeat = machine.elapsed();
        this.quietUntil = nextBeat;
        this.reportsQuietUntil = nextBeat;
        this.statusAt = nextBeat - Long.MAX_VALUE / 4;
        this.receipt = disk.read(RECEIPT)
                .flatMap(json -> Wire.read(json, ScanReceipt.class))
                .orElse(ScanReceipt.NONE);
        this.answers = (commandId, answer) -> {
            finished.note(commandId, answer);
            outbox.give(commandId, answer);
        };
        add(new ScanHandler(job -> {
            if (jobs.add(job)) {
                answers.give(((ScanJob.Asked) job).commandId(), new CommandAnswer("delivered", "{}"));
            }
        }));
        add(new TrialHandler(link, job -> jobs.add(job)));
        others.forEach(this::add);
        for (CommandHandler handler : handlers.values()) {
            handler.resume(answers);
        }
    }

    /** Works until its thread is interrupted. */
    public void run() throws IOException {
        try {
            while (true) {
                machine.pause(turn());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /**
     * Does what is to be done now.
     *
     * @return how long nothing is to be done
     * @throws IOException when the disk fails
     * @throws InterruptedException when the agent is told to stop
     */
    public Duration turn() throws IOException, InterruptedException {
        scans();
        if (machine.elapsed() - quietUntil >= 0) {
            talk();
        }
        // What the conversation brought begins at once.
        scans();
        writeStatus();
        return pause();
    }

    private Duration pause() {
        long now = machine.elapsed();
        long due = Math.max(nextBeat, quietUntil) - now;
        if (outbox.size() > 0) {
            due = Math.min(due, Math.max(quietUntil, reportsQuietUntil) - now);
        }
        return Duration.ofNanos(
                Math.clamp(due, SHORTEST_PAUSE.toNanos(), settings.poll().toNanos()));
    }

    /** Asks for a scan, as somebody on the machine itself. */
    public void askForScan() {
        jobs.add(new ScanJob.Asked(""));
    }

    /** Whether a job is under way or waits. */
    public boolean isScanning() {
        return !jobs.isIdle();
    }

    /** Whether nothing is scanned or waits to be, and nothing waits for the server. */
    public boolean isIdle() {
        return jobs.isIdle() && outbox.size() == 0;
    }

    /** What it says of itself. */
    public AgentStatus status() {
        Instant now = Instant.ofEpochMilli(machine.wallClock());
        return new AgentStatus(
                state,
                now.toEpochMilli(),
                contactAt,
                problem,
                diary.next(now, machine.zone()).map(Instant::toEpochMilli).orElse(0L),
                work.isBusy() ? (int) (100 * jobs.progress()) : -1,
                receipt.scannedAt(),
                receipt.accounts(),
                receipt.tested(),
                receipt.findings(),
                receipt.incomplete(),
                scanProblem,
                outbox.size(),
                outbox.dropped(),
                words.version(),
                link.cloneTold());
    }

    @Override
    public void close() {
        work.close();
        try {
            takeEnds();
            writeStatusNow();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the last report could not be kept: {0}", e.getMessage());
        }
        link.close();
    }

    private void add(CommandHandler handler) {
        if (handlers.put(handler.kind(), handler) != null) {
            throw new IllegalArgumentException("two handlers of " + handler.kind());
        }
    }

    private void scans() throws IOException {
        takeEnds();
        if (disk.read(ASK_FOR_SCAN).isPresent()) {
            disk.delete(ASK_FOR_SCAN);
            askForScan();
        }
        if (state.equals("denied")) {
            return;
        }
        Instant now = Instant.ofEpochMilli(machine.wallClock());
        if (!jobs.hasScheduled() && diary.isDue(now, machine.zone())) {
            jobs.add(new ScanJob.Scheduled());
        }
        Optional<ScanJob> begun = jobs.begin();
        if (begun.isPresent() && !(begun.get() instanceof ScanJob.Trial)) {
            diary.begun(now);
        }
    }

    private void takeEnds() throws IOException {
        Optional<ScanJob.End> end = jobs.ended();
        if (end.isEmpty()) {
            return;
        }
        switch (end.get()) {
            case ScanJob.Reported reported -> {
                deliver(reported);
                scanProblem = "";
            }
            case ScanJob.Tried tried ->
                answers.give(
                        ((ScanJob.Trial) tried.job()).commandId(),
                        new CommandAnswer(
                                tried.answer().reason().isEmpty() ? "done" : "failed", Wire.text(tried.answer())));
            case ScanJob.Failed failed -> fail(failed);
        }
    }

    private void deliver(ScanJob.Reported reported) throws IOException {
        outbox.put(new Letter(Letter.Lane.REPORTS, "/v1/agents/reports", Wire.write(reported.report())));
        receipt = ScanReceipt.of(reported.report());
        disk.write(RECEIPT, Wire.write(receipt));
        diary.ended();
        for (String command : jobs.answers()) {
            CommandAnswer done = new CommandAnswer("done", "{}");
            finished.note(command, done);
            outbox.put(Outbox.answer(Letter.Lane.REPORTS, command, done));
        }
        LOG.log(
                System.Logger.Level.INFO,
                "scanned {0} accounts, {1} findings, {2} stores incomplete",
                receipt.accounts(),
                receipt.findings(),
                receipt.incomplete());
    }

    private void fail(ScanJob.Failed failed) throws IOException {
        scanProblem = failed.reason();
        LOG.log(System.Logger.Level.WARNING, "a scan failed: {0}", failed.reason());
        for (String command : jobs.answers()) {
            answers.give(command, new CommandAnswer("failed", Wire.text(new Reason(failed.reason()))));
        }
        if (failed.job() instanceof ScanJob.Trial trial) {
            answers.give(
                    trial.commandId(),
                    new CommandAnswer("failed", Wire.text(new TrialHandler.Failure(failed.reason()))));
        }
    }

    private record Reason(String reason) {}

    private void talk() throws IOException, InterruptedException {
        boolean beat = machine.elapsed() - nextBeat >= 0;
        if (state.equals("denied") && !beat) {
            return;
        }
        if (beat && !heartbeat()) {
            return;
        }
        if (!wordsWanted.equals(words.version()) && contactAt > 0 && !fetchWords()) {
            return;
        }
        if (!deliver(Letter.Lane.ANSWERS)) {
            return;
        }
        if (machine.elapsed() - reportsQuietUntil >= 0 && !deliver(Letter.Lane.REPORTS)) {
            return;
        }
        if ((commandsWait || !commandsAreNone) && fetchCommands()) {
            deliver(Letter.Lane.ANSWERS);
        }
    }

    /** Whether the conversation goes on. */
    private boolean heartbeat() throws IOException, InterruptedException {
        Heartbeat beat = new Heartbeat(
                settings.version(), machine.bootId(), receipt.accounts(), receipt.tested(), words.version());
        Optional<HeartbeatAnswer> heard =
                believed(link.post("/v1/agents/heartbeat", Wire.write(beat), SMALL_ANSWER), HeartbeatAnswer.class);
        if (heard.isEmpty()) {
            return false;
        }
        HeartbeatAnswer answer = heard.get();
        link.hearClock(answer.serverTime());
        var keys = ServerKeyList.parse(answer.serverKeys());
        if (keys.isPresent()) {
            link.trust(keys.get());
        }
        diary.follow(answer.schedule());
        wordsWanted = answer.wordsVersion();
        commandsWait = answer.commandsWaiting() > 0;
        contactAt = machine.wallClock();
        nextBeat = machine.elapsed() + interval(answer.intervalSeconds()).toNanos();
        return true;
    }

    private Duration interval(int asked) {
        long most = settings.longestInterval().toMillis();
        long least = Math.clamp(asked * 1_000L, 1_000L, Math.max(1_000L, most));
        return Duration.ofMillis(least + machine.random().nextLong(least / 2 + 1));
    }

    private boolean fetchWords() throws IOException, InterruptedException {
        String since = words.version();
        Optional<WordList> list = believed(
                link.get("/v1/agents/words", since.isEmpty() ? "" : "since=" + encoded(since), WORDS_ANSWER),
                WordList.class);
        if (list.isEmpty()) {
            return false;
        }
        if (!words.take(list.get())) {
            list = believed(link.get("/v1/agents/words", "", WORDS_ANSWER), WordList.class);
            if (list.isEmpty() || !words.take(list.get())) {
                return false;
            }
        }
        // The list may have changed between the two calls; the next heartbeat tells.
        wordsWanted = words.version();
        return true;
    }

    /** Also once after the last command is gone: handlers hear what was taken back. */
    private boolean fetchCommands() throws IOException, InterruptedException {
        long askedElapsed = machine.elapsed();
        long askedWall = machine.wallClock();
        Optional<CommandBatch> batch =
                believed(link.get("/v1/agents/commands", "", COMMANDS_ANSWER), CommandBatch.class);
        if (batch.isEmpty()) {
            return false;
        }
        if (!batch.get().hostId().equals(membership.hostId())) {
            later(new Outcome.Later(Duration.ZERO, "the server sent commands of another host"));
            return false;
        }
        commandsWait = false;
        commandsAreNone = batch.get().commands().isEmpty();
        for (CommandHandler handler : handlers.values()) {
            handler.heard(batch.get(), askedElapsed, askedWall, answers);
        }
        for (CommandBatch.Command command : batch.get().commands()) {
            dispatch(command);
        }
        return true;
    }

    private void dispatch(CommandBatch.Command command) throws IOException {
        if (finished.knows(command.id()) || command.expiresAt() <= link.serverClock()) {
            return;
        }
        CommandHandler handler = handlers.get(command.kind());
        if (handler == null) {
            answers.give(command.id(), new CommandAnswer("failed", Wire.text(new Reason("this agent cannot do that"))));
            return;
        }
        handler.take(command, answers);
    }

    /** Delivers what waits in a lane; whether there may be more calls after it. */
    private boolean deliver(Letter.Lane lane) throws IOException, InterruptedException {
        for (int i = 0; i < MOST_LETTERS_A_TURN; i++) {
            Optional<Outbox.Numbered> next = outbox.first(lane);
            if (next.isEmpty()) {
                return true;
            }
            Letter letter = next.get().letter();
            Outcome outcome = link.post(letter.path(), letter.body(), SMALL_ANSWER);
            switch (outcome) {
                case Outcome.Answered answered -> {
                    backoff.succeeded();
                    outbox.arrived(next.get().number());
                }
                case Outcome.Refused refused -> refused(next.get(), refused);
                case Outcome.Later later -> {
                    if (lane == Letter.Lane.REPORTS && later.atLeast().isPositive()) {
                        // Reports have a rate of their own; everything else goes on.
                        reportsQuietUntil = machine.elapsed()
                                + later.atLeast()
                                        .plusMillis(machine.random().nextLong(60_000))
                                        .toNanos();
                        return true;
                    }
                    later(later);
                    return false;
                }
                case Outcome.Denied denied -> {
                    denied(denied);
                    return false;
                }
            }
        }
        return true;
    }

    /** A command that nobody waits for any more needs no answer; anything else that is refused would be refused for ever. */
    private void refused(Outbox.Numbered letter, Outcome.Refused refused) throws IOException {
        if (refused.status() == 404 && letter.letter().path().startsWith("/v1/agents/commands/")) {
            outbox.arrived(letter.number());
            return;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "the server refused {0}: {1} {2}",
                letter.letter(),
                refused.status(),
                refused.code());
        outbox.refused(letter.number());
    }

    private <T> Optional<T> believed(Outcome outcome, Class<T> type) {
        return switch (outcome) {
            case Outcome.Answered answered -> {
                Optional<T> record = Wire.read(answered.body(), type);
                if (record.isEmpty()) {
                    later(new Outcome.Later(Duration.ZERO, "the server's answer cannot be read"));
                    yield record;
                }
                backoff.succeeded();
                state = "connected";
                problem = "";
                yield record;
            }
            case Outcome.Refused refused -> {
                later(new Outcome.Later(
                        Duration.ZERO, "the server answers " + refused.status() + " " + refused.code()));
                yield Optional.empty();
            }
            case Outcome.Later later -> {
                later(later);
                yield Optional.empty();
            }
            case Outcome.Denied denied -> {
                denied(denied);
                yield Optional.empty();
            }
        };
    }

    private void later(Outcome.Later later) {
        quiet(backoff.failed(later.atLeast()));
        if (!problem.equals(later.why())) {
            LOG.log(System.Logger.Level.WARNING, "{0}", later.why());
        }
        problem = later.why();
        state = "waiting";
    }

    /** The agent stops, and only looks once an hour whether that is still so: nobody signed the refusal. */
    private void denied(Outcome.Denied denied) {
        Duration pause = DENIED_PAUSE.plusMillis(machine.random().nextLong(DENIED_PAUSE.toMillis() / 4));
        quiet(pause);
        nextBeat = quietUntil;
        if (!state.equals("denied")) {
            LOG.log(System.Logger.Level.ERROR, "{0}", denied.why());
            work.hurry();
        }
        problem = denied.why();
        state = "denied";
    }

    private void quiet(Duration time) {
        quietUntil = machine.elapsed() + time.toNanos();
    }

    private static String encoded(String version) {
        return URLEncoder.encode(version, StandardCharsets.UTF_8);
    }

    /** Once a minute, and when what matters has changed. */
    private void writeStatus() throws IOException {
        String shape = state + problem + work.isBusy() + outbox.size() + receipt.scannedAt() + words.version();
        if (!shape.equals(statusShape)
                || machine.elapsed() - statusAt >= Duration.ofMinutes(1).toNanos()) {
            statusShape = shape;
            writeStatusNow();
        }
    }

    private void writeStatusNow() throws IOException {
        statusAt = machine.elapsed();
        status().write(disk);
    }
}
