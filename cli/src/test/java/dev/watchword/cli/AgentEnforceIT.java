package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.testing.QualityMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code agent enforce} as an operator uses it; the real pam_pwquality and cracklib decide what came of it. */
class AgentEnforceIT {

    private static final String OURS = "etc/security/pwquality.conf.d/50-watchword.conf";
    private static final String LISTED = "Zanzibar-Harbour-77";
    private static final String SHORT = "kQ7-vw9_Rt";
    private static final String GOOD = "kQ7-vw9_Rt.bX2+mN";

    @TempDir
    private Path folder = Path.of("");

    private Path root() {
        return folder.resolve("root");
    }

    @Test
    void showsFirstThenAppliesThenUndoes() throws IOException {
        QualityMachine machine = machine();
        Path words = Files.writeString(folder.resolve("words"), LISTED.toLowerCase(java.util.Locale.ROOT) + "\n");
        String[] demands = {"--min-length", "14", "--classes", "3", "--words", words.toString()};
        assertTrue(machine.takes(LISTED) && machine.takes(SHORT));

        CommandRun shown = enforce(demands);
        assertEquals(Exit.DONE, shown.exit(), shown::errText);
        assertTrue(shown.outText().contains("+minlen = 14\n"), shown::outText);
        assertTrue(shown.outText().contains("1 word would be refused\n"), shown::outText);
        assertFalse(Files.exists(root().resolve(OURS)), "it shows, and changes nothing");
        assertTrue(machine.takes(LISTED) && machine.takes(SHORT));

        List<String> apply = new ArrayList<>(List.of(demands));
        apply.add("--apply");
        CommandRun applied = enforce(apply.toArray(String[]::new));
        assertEquals(Exit.DONE, applied.exit(), applied::errText);
        assertTrue(Files.exists(root().resolve(OURS)));
        assertFalse(machine.takes(LISTED));
        assertFalse(machine.takes(SHORT));
        assertTrue(machine.takes(GOOD));
        assertFalse((applied.outText() + applied.errText()).contains(LISTED), "no word on the screen");

        CommandRun undone = enforce("--undo");
        assertEquals(Exit.DONE, undone.exit(), undone::errText);
        assertEquals("undone\n", undone.outText());
        assertTrue(machine.takes(LISTED) && machine.takes(SHORT));
        assertFalse(Files.exists(root().resolve(OURS)));
        assertEquals("nothing to undo\n", enforce("--undo").outText());
    }

    @Test
    void writesNothingWhereNothingWouldReadIt() throws IOException {
        machine().machine().root().write("/etc/pam.d/passwd", "password required pam_unix.so\n");
        CommandRun run = enforce("--min-length", "14", "--apply");
        assertEquals(Exit.FAILED, run.exit());
        assertTrue(run.errText().contains("nothing was changed: "), run::errText);
        assertFalse(Files.exists(root().resolve(OURS)));
    }

    @Test
    void refusesWhatDemandsNothingOrContradictsItself() throws IOException {
        Files.createDirectory(root());
        assertEquals(Exit.USAGE, enforce().exit());
        assertEquals(Exit.USAGE, enforce("--apply", "--undo").exit());
        assertEquals(Exit.USAGE, enforce("--min-length", "129").exit());
        assertEquals(Exit.USAGE, enforce("--classes", "5").exit());
    }

    private QualityMachine machine() throws IOException {
        return QualityMachine.create(Files.createDirectory(root()));
    }

    private CommandRun enforce(String... words) {
        List<String> line = new ArrayList<>(List.of("agent", "enforce", "--root", root().toString()));
        line.addAll(List.of(words));
        return CommandRun.inProcess(line.toArray(String[]::new));
    }
}
