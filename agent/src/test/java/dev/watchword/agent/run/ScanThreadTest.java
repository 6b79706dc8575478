package dev.watchword.agent.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.fleet.FleetKeys;
import dev.watchword.agent.machine.FolderDisk;
import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.program.HelperProcess;
import dev.watchword.agent.scan.Engine;
import dev.watchword.agent.scan.HostRules;
import dev.watchword.agent.scan.HostScanner;
import dev.watchword.agent.scan.ScanLimits;
import dev.watchword.agent.scan.ScanTarget;
import dev.watchword.agent.words.WordCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanThreadTest {

    /** Made up: no word matches, so there is always something to try. */
    private static final String STRONG = "$6$saltsalt$" + "0123456789abcdefghijk".repeat(4) + "./";

    @TempDir
    private Path home = Path.of("");

    private FolderDisk disk;

    @BeforeEach
    void machine() throws IOException {
        disk = FolderDisk.open(home.resolve("agent"));
        Files.createDirectories(home.resolve("root/etc"));
        Files.writeString(home.resolve("root/etc/passwd"), "ann:x:1000:1000::/home/ann:/bin/bash\n");
        Files.writeString(home.resolve("root/etc/shadow"), "ann:" + STRONG + ":20000:0:99999:7:::\n");
    }

    /** An interruption is how the agent's loop is told to stop, and it closes what it has right then. */
    @Test
    void keepsWhatAScanLearntWhenItIsToldToStop() throws Exception {
        ScanThread work = begun(Optional.empty());
        Thread.currentThread().interrupt();
        work.close();
        assertTrue(Thread.interrupted());
        assertInstanceOf(ScanJob.Reported.class, work.ended().orElseThrow());
        assertTrue(Files.size(home.resolve("memory")) > 0);
    }

    @Test
    void scansByItselfWhenTheProcessBesideItDiesOrCannotStart() throws Exception {
        for (List<String> words : List.of(
                List.of("/bin/false"),
                List.of("/no/such/program"),
                saying("\\000\\000\\000\\071{\"progress\":0.0,\"problem\":\"a kernel failed\",\"reports\":[]}"),
                saying(
                        "\\000\\000\\000\\052{\"progress\":0.5,\"problem\":\"\",\"reports\":[]}",
                        "\\000\\000\\001\\000cut"),
                saying("\\000\\000\\000\\004junk"),
                saying("\\177\\377\\377\\377"),
                saying("\\377\\377\\377\\377"),
                saying("[warning] a line\\n"))) {
            Files.writeString(home.resolve("agent/slow-work"), "{\"seconds\":100000}");
            ScanThread work = begun(Optional.of(new ScanProcess(new HelperProcess(words), disk)));
            work.close();
            ScanJob.End end = work.ended().orElseThrow();
            assertInstanceOf(ScanJob.Reported.class, end, words::toString);
            assertEquals(1, ((ScanJob.Reported) end).report().accounts().size());
        }
    }

    /** As one does that somebody has stopped: nothing comes of it, and no end either. */
    @Test
    void scansByItselfWhenTheProcessBesideItSaysNothing() throws Exception {
        Files.writeString(home.resolve("agent/slow-work"), "{\"seconds\":100000}");
        List<String> words = List.of("/bin/sh", "-c", "kill -STOP $$");
        ScanThread work = begun(Optional.of(new ScanProcess(new HelperProcess(words), disk, Duration.ofMillis(500))));
        work.close();
        assertInstanceOf(ScanJob.Reported.class, work.ended().orElseThrow());
    }

    /** A process, and its start, would take longer than the agent has to come to its end. */
    @Test
    void startsNoProcessOnceItIsToldToStop() throws Exception {
        Files.writeString(home.resolve("agent/slow-work"), "{\"seconds\":100000}");
        Path started = home.resolve("started");
        ScanProcess beside = new ScanProcess(new HelperProcess(List.of("/bin/touch", started.toString())), disk);
        ScanThread work =
                new ScanThread(scanner(0.5), WordCache.open(disk, new byte[32]), Optional.of(beside), () -> 0);
        work.begin(new ScanJob.Scheduled());
        work.hurry();
        work.close();
        assertInstanceOf(ScanJob.Reported.class, work.ended().orElseThrow());
        assertFalse(Files.exists(started));
    }

    /** A process that says something and then waits for more. */
    private static List<String> saying(String... octets) {
        return List.of("/bin/sh", "-c", "printf '" + String.join("", octets) + "'; sleep 1; exec cat > /dev/null");
    }

    private ScanThread begun(Optional<ScanProcess> beside) throws Exception {
        ScanThread work = new ScanThread(scanner(1), WordCache.open(disk, new byte[32]), beside);
        work.begin(new ScanJob.Scheduled());
        long end = System.nanoTime() + 60_000_000_000L;
        while (work.progress() == 0) {
            assertTrue(System.nanoTime() < end, "the agent's own scan did not begin");
            Thread.sleep(20);
        }
        return work;
    }

    private HostScanner scanner(double share) {
        return new HostScanner(
                new ScanTarget(home.resolve("root"), true),
                home.resolve("memory"),
                disk,
                LinuxMachine.here(),
                ScanLimits.DEFAULT.sharing(share),
                HostRules.UNKNOWN,
                new FleetKeys(disk, new byte[32]),
                Engine.ofTheAgent());
    }
}
