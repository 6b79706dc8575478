package dev.watchword.agent.run;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.link.Link;
import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.outbox.Letter;
import dev.watchword.agent.outbox.Outbox;
import dev.watchword.agent.schedule.ScanDiary;
import dev.watchword.agent.wire.Wire;
import dev.watchword.agent.words.WordCache;
import dev.watchword.agent.work.CommandHandler;
import dev.watchword.agent.work.Duty;
import dev.watchword.audit.report.Counted;
import dev.watchword.protocol.CommandAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An enrolled agent at work: tells the server that it is alive, does what it is asked to, scans when it is time, and delivers what it has
 * to say. All of it happens in one thread and in turns, so that a simulation can drive it; only scans have a thread of their own. What must
 * outlive the process is on the disk before the next step is taken.
 */
public final class Agent implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Agent.class.getName());

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final String RECEIPT = "receipt";

    /** Whoever may write to the agent's folder asks for a scan with this file. */
    public static final String ASK_FOR_SCAN = "scan-please";

    private final Machine machine;
    private final Disk disk;
    private final Link link;
    private final Outbox outbox;
    private final WordCache words;
    private final ScanDiary diary;
    private final AgentSettings settings;
    private final Jobs jobs;
    private final ScanWork work;
    private final Commands commands;
    private final List<Duty> duties;
    private final Conversation conversation;

    private String scanProblem = "";
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
        this(parts, settings, others, List.of());
    }

    /**
     * An agent with further duties.
     *
     * @param duties what goes on beside commands and scans; closed with the agent
     */
    public Agent(Parts parts, AgentSettings settings, List<CommandHandler> others, List<Duty> duties)
            throws IOException {
        this.duties = List.copyOf(duties);
        this.machine = parts.machine();
        this.disk = parts.disk();
        this.link = parts.link();
        this.outbox = parts.outbox();
        this.words = parts.words();
        this.work = parts.work();
        this.diary = ScanDiary.open(disk, parts.membership().hostId());
        this.settings = settings;
        this.jobs = new Jobs(work);
        this.statusAt = machine.elapsed() - Long.MAX_VALUE / 4;
        this.receipt = disk.read(RECEIPT)
                .flatMap(json -> Wire.read(json, ScanReceipt.class))
                .orElse(ScanReceipt.NONE);
        this.commands = new Commands(outbox);
        this.conversation = new Conversation(parts, diary, commands, this.duties, settings);
        commands.add(new ScanHandler(job -> {
            if (jobs.add(job)) {
                commands.answers().give(((ScanJob.Asked) job).commandId(), new CommandAnswer("delivered", "{}"));
            }
        }));
        commands.add(new TrialHandler(link, job -> jobs.add(job)));
        others.forEach(commands::add);
        commands.resume();
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
        conversation.turn(receipt);
        // What the conversation brought begins at once.
        scans();
        writeStatus();
        return pause();
    }

    private Duration pause() {
        return Duration.ofNanos(Math.clamp(
                conversation.due(), SHORTEST_PAUSE.toNanos(), settings.poll().toNanos()));
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
        Contact contact = conversation.contact();
        return new AgentStatus(
                contact.state(),
                now.toEpochMilli(),
                contact.heardAt(),
                contact.problem(),
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
        duties.forEach(Duty::close);
        work.close();
        try {
            takeEnds();
            writeStatusNow();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the last report could not be kept: {0}", e.getMessage());
        }
        link.close();
    }

    private void scans() throws IOException {
        takeEnds();
        if (disk.read(ASK_FOR_SCAN).isPresent()) {
            disk.delete(ASK_FOR_SCAN);
            askForScan();
        }
        if (conversation.contact().isDenied()) {
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
                commands.answers()
                        .give(
                                ((ScanJob.Trial) tried.job()).commandId(),
                                new CommandAnswer(
                                        tried.answer().reason().isEmpty() ? "done" : "failed",
                                        Wire.text(tried.answer())));
            case ScanJob.Failed failed -> fail(failed);
        }
    }

    private void deliver(ScanJob.Reported reported) throws IOException {
        outbox.put(new Letter(Letter.Lane.REPORTS, "/v1/agents/reports", Wire.write(reported.report())));
        receipt = ScanReceipt.of(reported.report());
        disk.write(RECEIPT, Wire.write(receipt));
        diary.ended();
        for (String command : jobs.answers()) {
            commands.doneWithReport(command);
        }
        LOG.log(
                System.Logger.Level.INFO,
                "scanned {0}, {1}, {2} incomplete",
                Counted.of(receipt.accounts(), "account"),
                Counted.of(receipt.findings(), "finding"),
                Counted.of(receipt.incomplete(), "store"));
    }

    private void fail(ScanJob.Failed failed) throws IOException {
        scanProblem = failed.reason();
        LOG.log(System.Logger.Level.WARNING, "a scan failed: {0}", failed.reason());
        for (String command : jobs.answers()) {
            commands.failed(command, failed.reason());
        }
        if (failed.job() instanceof ScanJob.Trial trial) {
            commands.answers()
                    .give(
                            trial.commandId(),
                            new CommandAnswer("failed", Wire.text(new TrialHandler.Failure(failed.reason()))));
        }
    }

    /** Once a minute, and when what matters has changed. */
    private void writeStatus() throws IOException {
        Contact contact = conversation.contact();
        String shape = contact.state()
                + contact.problem()
                + work.isBusy()
                + outbox.size()
                + receipt.scannedAt()
                + words.version();
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
