package dev.watchword.agent.program;

import dev.watchword.agent.work.Power;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** Restarts this machine: by its service manager, or hard by the kernel itself (sysrq: sync, then boot). */
public final class SystemPower implements Power {

    private static final Path SYSRQ = Path.of("/proc/sysrq-trigger");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Override
    public void restart(boolean hard) throws IOException {
        if (hard) {
            Files.write(SYSRQ, "s".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
            Files.write(SYSRQ, "b".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
            return;
        }
        Program.Ending ending =
                new Program(Path.of("/usr/bin/systemctl"), List.of("--no-block", "reboot"), LIMIT).run();
        if (!(ending instanceof Program.Ending.Exited exited && exited.status() == 0)) {
            throw new IOException("systemctl did not take the restart");
        }
    }
}
