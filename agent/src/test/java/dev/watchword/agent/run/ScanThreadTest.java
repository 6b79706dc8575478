package dev.watchword.agent.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        for (List<String> words : List.of(List.of("/bin/false"), List.of("/no/such/program"))) {
            Files.writeString(home.resolve("agent/slow-work"), "{\"seconds\":100000}");
            ScanThread work = begun(Optional.of(new ScanProcess(new HelperProcess(words), disk)));
            work.close();
            ScanJob.Reported reported = (ScanJob.Reported) work.ended().orElseThrow();
            assertEquals(1, reported.report().accounts().size());
        }
    }

    private ScanThread begun(Optional<ScanProcess> beside) throws Exception {
        HostScanner scanner = new HostScanner(
                new ScanTarget(home.resolve("root"), true),
                home.resolve("memory"),
                disk,
                LinuxMachine.here(),
                ScanLimits.DEFAULT.sharing(1),
                HostRules.UNKNOWN,
                new FleetKeys(disk, new byte[32]),
                Engine.ofTheAgent());
        ScanThread work = new ScanThread(scanner, WordCache.open(disk, new byte[32]), beside);
        work.begin(new ScanJob.Scheduled());
        while (work.progress() == 0) {
            Thread.sleep(20);
        }
        return work;
    }
}
