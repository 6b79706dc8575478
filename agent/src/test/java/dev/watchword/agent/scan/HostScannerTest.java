package dev.watchword.agent.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.fleet.FleetKeys;
import dev.watchword.agent.machine.LinuxMachine;
import dev.watchword.agent.simulation.MemoryDisk;
import dev.watchword.agent.wire.Wire;
import dev.watchword.audit.Budget;
import dev.watchword.audit.memory.PasswordDigest;
import dev.watchword.protocol.DryRunAnswer;
import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.ScanReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostScannerTest {

    /** {@code openssl passwd -6 -salt saltsalt 'qwerty123'}, and {@code saltsalu} with 'Zebra-Made-Up-77', OpenSSL 3.0. */
    private static final String WEAK =
            "$6$saltsalt$Yw3.KJ5PUQLpvBmKpKZ8MAPUdzdtxZsu3bNtiC0ufFfan5FMnQjlPusS1dO.7hprZOUIRECUQy4SalDs9EjXr.";

    private static final String OWN =
            "$6$saltsalu$j4MQhR5WjDPPA7vYjbu0YsD0OqRhZH4Sn7jqexlnTEq6TqkaxnQ3GBsxyYtEf.MxZ4Zf0P3GjZtAZWvZ4bzyX.";

    @TempDir
    private Path home = Path.of("");

    private final MemoryDisk disk = new MemoryDisk();
    private final FleetKeys keys = new FleetKeys(disk, new byte[32]);

    @BeforeEach
    void machine() throws IOException {
        Files.createDirectories(home.resolve("root/etc"));
        write("etc/passwd", "ann:x:1000:1000::/home/ann:/bin/bash\nbob:x:1001:1001::/home/bob:/bin/bash\n");
        write("etc/shadow", "ann:" + WEAK + ":20000:0:99999:7:::\nbob:" + OWN + ":20000:0:99999:7:::\n");
    }

    @Test
    void reportsWhatIsWeakWithItsMaskAndNeverThePassword() throws IOException {
        ScanReport report = scan(List.of());
        assertEquals(1, report.findings().size());
        ScanReport.Finding finding = report.findings().getFirst();
        assertEquals("ann", finding.userName());
        assertEquals("common", finding.weakness());
        assertEquals("qw****1**", finding.masked());
        assertTrue(finding.suggestion().endsWith(" How: passwd ann"), finding.suggestion());
        assertEquals(9, finding.length());
        assertEquals(20_000L * 86_400_000, finding.passwordChangedAt());
        assertTrue(finding.sharedMark().matches("[0-9a-f]{48}"));
        assertEquals(
                List.of(
                        new ScanReport.Store("/etc/passwd", "system", ""),
                        new ScanReport.Store("/etc/shadow", "system", "")),
                report.stores());
        assertEquals(2, report.accounts().size());
        ScanReport.Finding weak = report.findings().getFirst();
        assertEquals(List.of(9, 2, 1), List.of(weak.length(), weak.classes(), weak.longestRun()), "of qwerty123");
        String json = new String(Wire.write(report), StandardCharsets.UTF_8);
        assertFalse(json.contains("qwerty123"));
        assertFalse(json.contains("$6$"));
    }

    @Test
    void findsACustomWordWithoutTryingAnythingTwice() throws IOException {
        scan(List.of());
        ScanReport report = scan(List.of("Zebra-Made-Up-77"));
        assertEquals(
                List.of("common", "custom"),
                report.findings().stream()
                        .map(ScanReport.Finding::weakness)
                        .sorted()
                        .toList());
    }

    @Test
    void speaksOnceMoreForAStoreThatIsGone() throws IOException {
        scan(List.of());
        Files.delete(home.resolve("root/etc/shadow"));
        ScanReport report = scan(List.of());
        assertTrue(
                report.stores().contains(new ScanReport.Store("/etc/shadow", "system", "")),
                report.stores().toString());
        assertEquals(List.of(), report.findings());
    }

    @Test
    void isIncompleteWhenItWasStopped() throws IOException {
        ScanReport report = scanner().scan(ScanLimits.DEFAULT.asked(), List.of(), news -> {}, () -> true);
        assertTrue(
                report.stores().stream().noneMatch(store -> store.incomplete().isEmpty()),
                report.stores().toString());
    }

    @Test
    void isIncompleteWhenItsMemoryWasLost() throws IOException {
        write("etc/shadow", "bob:" + OWN + ":20000:0:99999:7:::\n");
        scan(List.of());
        Files.delete(home.resolve("memory"));
        ScanReport report = scanner()
                .scan(new Budget(Duration.ofMillis(50), Duration.ofMillis(50)), List.of(), news -> {}, () -> false);
        assertTrue(
                report.stores().getFirst().incomplete().contains("memory"),
                report.stores().toString());
    }

    @Test
    void triesWordsOutAndKeepsNothing() {
        DryRunAnswer answer = scanner().tryOut(List.of("Zebra-Made-Up-77", "Other-Made-Up-1"), () -> false);
        assertEquals(new DryRunAnswer(2, 1, ""), answer);
        assertFalse(Files.exists(home.resolve("memory")));
        assertEquals(List.of(), disk.list(""));
    }

    @Test
    void letsAPoisonAccountCostOnlyItself() throws IOException {
        write(
                "etc/shadow",
                "ann:" + WEAK + ":20000:0:99999:7:::\n"
                        + "bad:$6$rounds=999999999$saltsalt$" + WEAK.substring(12) + ":20000:0:99999:7:::\n"
                        + "odd:$y$j9T$:20000:0:99999:7:::\nnot a line at all\n");
        ScanReport report = scan(List.of());
        assertEquals("ann", report.findings().getFirst().userName());
        assertEquals(
                Optional.of("cost_exceeds_limit"),
                report.accounts().stream()
                        .filter(each -> each.userName().equals("bad"))
                        .map(ScanReport.Account::note)
                        .findFirst());
        assertEquals("", report.stores().getFirst().incomplete());
    }

    private ScanReport scan(List<String> words) throws IOException {
        return scanner().scan(new Budget(Duration.ofSeconds(2), Duration.ofSeconds(4)), words, news -> {}, () -> false);
    }

    /** All findings are marked anew as soon as the key is another one, though nothing is hashed again. */
    @Test
    void marksWhatItRemembersUnderANewKey() throws IOException {
        String own = scan(List.of()).findings().getFirst().sharedMark();
        try (FleetKey key = FleetKey.generate(new SecureRandom())) {
            keys.keepByHand(key.toBytes());
        }
        String shared = scan(List.of()).findings().getFirst().sharedMark();
        try (FleetKey held = keys.held().orElseThrow()) {
            assertEquals(
                    held.mark(PasswordDigest.of("qwerty123".getBytes(StandardCharsets.UTF_8))
                            .toBytes()),
                    shared);
        }
        assertEquals(48, own.length());
        assertFalse(own.startsWith(shared.substring(0, FleetKey.ID_DIGITS)));
    }

    private HostScanner scanner() {
        return new HostScanner(
                new ScanTarget(home.resolve("root"), true),
                home.resolve("memory"),
                disk,
                LinuxMachine.here(),
                ScanLimits.DEFAULT.sharing(1),
                HostRules.UNKNOWN,
                keys,
                Engine.ofTheAgent());
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(home.resolve("root").resolve(file), content);
    }
}
