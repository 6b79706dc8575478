package dev.watchword.agent.run;

import dev.watchword.agent.fleet.FleetKeys;
import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.machine.FolderDisk;
import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.scan.Engine;
import dev.watchword.agent.scan.HostRules;
import dev.watchword.agent.scan.HostScanner;
import dev.watchword.agent.scan.ScanLimits;
import dev.watchword.agent.scan.ScanTarget;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.ScanReport;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process that does one scan for the agent: takes it from its standard input, tells on its standard output how far it is, at least every
 * {@link #LONGEST_SILENCE}, and answers with the report. Words,
 * hashes and keys stand in no argument and no variable. When its input ends it ends at once, whatever it is doing: the agent is gone, and the memory of
 * what was tried stays as the last scan saved it.
 */
public final class ScanHelper {

    /** How long it says nothing at the most while it works. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private static final int MOST_TASK = 8 << 20;
    private static final long BETWEEN_NEWS_NANOS = 2_000_000_000;

    private final HostScanner scanner;
    private volatile boolean stop;
    private volatile double fraction;
    private long toldAt = System.nanoTime();

    ScanHelper(HostScanner scanner) {
        this.scanner = scanner;
    }

    /**
     * The process beside the agent that lives in a folder.
     *
     * @param folder the agent's, which holds it
     * @param rules of the host's own passwords
     * @throws IOException when it cannot be read, or the machine is not enrolled
     */
    public static ScanHelper beside(Path folder, ScanTarget target, ScanLimits limits, HostRules rules)
            throws IOException {
        FolderDisk disk = FolderDisk.beside(folder);
        Membership member =
                new Memberships(disk).find().orElseThrow(() -> new IOException("this machine is not enrolled"));
        ProcessHandle agent =
                ProcessHandle.current().parent().orElseThrow(() -> new IOException("no agent has started this"));
        return new ScanHelper(new HostScanner(
                target,
                AgentHome.memory(folder),
                disk,
                LinuxMachine.here(),
                limits,
                rules,
                new FleetKeys(disk, member.localKey()),
                Engine.besideTheAgent(agent)));
    }

    /**
     * Does the scan.
     *
     * @param gone called when the input ends before that
     */
    public void run(InputStream in, OutputStream out, Runnable gone) throws IOException {
        DataInputStream asked = new DataInputStream(in);
        int length = asked.readInt();
        while (length == 0) {
            stop = true;
            length = asked.readInt();
        }
        if (length < 0 || length > MOST_TASK) {
            throw new IOException("no length of a task");
        }
        ScanTask task = Wire.read(asked.readNBytes(length), ScanTask.class)
                .orElseThrow(() -> new IOException("a task that cannot be read"));
        Thread.ofPlatform().name("input").daemon().start(() -> listen(asked, gone));
        DataOutputStream answers = new DataOutputStream(out);
        ScanNews last;
        try (Pulse pulse = Pulse.every(LONGEST_SILENCE, () -> tellSometimes(answers, fraction))) {
            last = done(task, answers);
        }
        tell(answers, last);
    }

    private ScanNews done(ScanTask task, DataOutputStream answers) {
        try {
            ScanReport report = scanner.scan(
                    task.budget(), task.words(), news -> tellProgress(answers, news.fraction()), () -> stop);
            return ScanNews.report(report);
        } catch (IOException e) {
            return ScanNews.problem(e.getMessage() == null ? "the scan failed" : e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            return ScanNews.problem("the scan failed: " + e.getClass().getSimpleName());
        }
    }

    private void tellProgress(DataOutputStream answers, double now) {
        fraction = now;
        tellSometimes(answers, now);
    }

    private synchronized void tellSometimes(DataOutputStream answers, double fraction) {
        if (System.nanoTime() - toldAt < BETWEEN_NEWS_NANOS) {
            return;
        }
        toldAt = System.nanoTime();
        try {
            tell(answers, ScanNews.progress(fraction));
        } catch (IOException e) {
            // nobody listens: the end of the input says so as well
        }
    }

    private static void tell(DataOutputStream answers, ScanNews news) throws IOException {
        byte[] bytes = Wire.write(news);
        synchronized (answers) {
            answers.writeInt(bytes.length);
            answers.write(bytes);
            answers.flush();
        }
    }

    /** What comes after the task is a wish to come to an end, and then the end of the input. */
    private void listen(DataInputStream in, Runnable gone) {
        try {
            while (true) {
                if (in.readInt() != 0) {
                    throw new EOFException("a second task");
                }
                stop = true;
            }
        } catch (IOException e) {
            gone.run();
        }
    }
}
