package dev.watchword.agent.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.fleet.FleetKeys;
import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.audit.Budget;
import dev.watchword.protocol.ScanReport;
import dev.watchword.testing.MariaDbServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This machine with a real MariaDB, through the agent's scanner. What else the machine holds is left. */
class HostScannerIT {

    @TempDir
    private Path home = Path.of("");

    @Test
    void asksARunningServerUnlessOnlyFilesMayBeRead() throws IOException {
        try (MariaDbServer server = MariaDbServer.startForRoot()) {
            server.sql("CREATE USER weak IDENTIFIED BY 'weak';");
            String socket = server.socket().toString();
            ScanReport asked = scan(false);
            assertEquals(
                    List.of("usable"),
                    asked.accounts().stream()
                            .filter(each -> each.store().equals(socket)
                                    && each.userName().equals("weak@%"))
                            .map(ScanReport.Account::state)
                            .toList());
            assertEquals(
                    List.of("username"),
                    asked.findings().stream()
                            .filter(each -> each.store().equals(socket)
                                    && each.userName().equals("weak@%"))
                            .map(ScanReport.Finding::weakness)
                            .filter(weakness -> !weakness.equals("weak_scheme"))
                            .toList());
            assertEquals(List.of(""), incomplete(asked, socket));

            ScanReport offline = scan(true);
            String data = server.dataFolder() + "/mysql/global_priv.MAD";
            assertTrue(
                    incomplete(offline, data).stream().anyMatch(reason -> reason.contains("has the table open")),
                    offline.stores().toString());
            assertTrue(
                    offline.accounts().stream().noneMatch(each -> each.store().equals(socket)));
        }
    }

    private static List<String> incomplete(ScanReport report, String store) {
        return report.stores().stream()
                .filter(each -> each.store().equals(store))
                .map(ScanReport.Store::incomplete)
                .toList();
    }

    private ScanReport scan(boolean offlineOnly) throws IOException {
        MemoryDisk disk = new MemoryDisk();
        HostScanner scanner = new HostScanner(
                new ScanTarget(Path.of("/"), offlineOnly),
                home.resolve("memory" + offlineOnly),
                disk,
                LinuxMachine.here(),
                ScanLimits.DEFAULT.sharing(1),
                HostRules.UNKNOWN,
                new FleetKeys(disk, new byte[32]),
                Engine.ofTheAgent());
        return scanner.scan(
                new Budget(Duration.ofMillis(100), Duration.ofSeconds(5)), List.of(), news -> {}, () -> false);
    }
}
