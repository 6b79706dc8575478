package dev.watchword.benchmark.john;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.testing.DebianPackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The comparison still runs and every peer finds the planted password in a sliver of each work; how fast is for a quiet machine to say. */
class JohnComparisonIT {

    private static final Path ROOM = Path.of("").toAbsolutePath();
    private static final double SLIVER = 0.0002;

    @BeforeAll
    static void needsItsPeers() {
        DebianPackage.JOHN.require();
        DebianPackage.PERL_BASE.require();
        DebianPackage.UTIL_LINUX.require();
    }

    @Test
    @Timeout(600)
    void comparesEveryWork() throws Exception {
        Optional<John> john = John.installed();
        assertTrue(john.isPresent());
        JohnComparison comparison = comparison(john, command());
        List<Line> lines = new ArrayList<>();
        for (Work work : Works.all()) {
            Line line = comparison.measure(work);
            assertEquals(1, line.watchword().size(), work.name());
            assertEquals(john.get().format(work).isPresent(), !line.john().isEmpty(), work.name());
            assertEquals(work.isForCrypt(), line.libxcryptSeconds().isPresent(), work.name());
            assertTrue(line.watchword().getFirst().cpuSeconds() > 0.1, work.name());
            assertTrue(line.watchword().getFirst().mebibytes() > 20, work.name());
            assertTrue(line.ratioToJumbo() > 0, work.name());
            lines.add(line);
        }
        String table = ComparisonTable.of(lines, comparison.machine());
        assertTrue(table.contains("John the Ripper " + john.get().version()), table);
        assertTrue(table.contains("| descrypt, "), table);
    }

    @Test
    void saysWhenTheCommandFindsNothing(@TempDir Path folder) throws Exception {
        Path idle = Files.writeString(folder.resolve("idle"), """
                #!/bin/sh
                for argument; do case $argument in --output=*) : >"${argument#--output=}" ;; esac; done
                """);
        assertTrue(idle.toFile().setExecutable(true));
        JohnComparison comparison = comparison(Optional.empty(), List.of(idle.toString()));
        IOException refused = assertThrows(
                IOException.class, () -> comparison.measure(Works.all().getFirst()));
        assertTrue(String.valueOf(refused.getMessage()).contains("planted"));
    }

    @Test
    void putsTheTableInThePlaceOfTheOneBefore(@TempDir Path folder) throws Exception {
        Path page = Files.copy(ROOM.resolveSibling("docs/performance.md"), folder.resolve("page.md"));
        ComparisonTable.write("| first |\n", page);
        String once = Files.readString(page);
        ComparisonTable.write("| second |\n", page);
        assertEquals(once.replace("| first |\n", "| second |\n"), Files.readString(page));
        assertTrue(once.contains("-->\n| first |\n<!--"), once);
    }

    private static JohnComparison comparison(Optional<John> john, List<String> command) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new JohnComparison(ROOM, command, john, 1, SLIVER, 0.02, nowhere);
    }

    /** The packaged command, without the launcher, which would build what is newer. */
    private static List<String> command() {
        Path built = ROOM.resolveSibling("cli/target/watchword");
        assertTrue(Files.isDirectory(built), "the room cli is not packaged: no " + built);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                built + "/*",
                "dev.watchword.cli.Watchword");
    }
}
