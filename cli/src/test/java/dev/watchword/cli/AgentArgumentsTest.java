package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentArgumentsTest {

    @TempDir
    private Path folder = Path.of("unset");

    private CommandRun run(String... more) {
        String[] words = {"agent", "scan", "--state", folder.resolve("state").toString()};
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return CommandRun.inProcess(all);
    }

    /** chpasswd changes this machine's passwords, whatever root was scanned. */
    @Test
    void throughPamIsForThisMachineOnly() {
        CommandRun elsewhere = run("--reset-through-pam", "--root", folder.toString());
        assertEquals(Exit.USAGE, elsewhere.exit(), elsewhere.errText());
        assertTrue(elsewhere.errText().contains("--root"), elsewhere.errText());
        CommandRun here = run("--reset-through-pam");
        assertEquals(Exit.FAILED, here.exit());
        assertTrue(here.errText().contains("not enrolled"), here.errText());
    }
}
