package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code up} offers is what it takes, and what it does not take it refuses before it does anything. */
class UpOptionsTest {

    @TempDir
    private Path home = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "--image=x.tar, watchword scan --image",
        "--platform=linux/arm64, watchword scan --image",
        "--plain-http, watchword scan --image",
        "--memory=none, watchword scan --memory"
    })
    void refusesWhatItDoesNotTakeInASentence(String option, String told) {
        CommandRun run = CommandRun.inProcess(
                "up", "--once", "--data", home.resolve("data").toString(), option);
        assertEquals(Exit.USAGE, run.exit());
        assertTrue(run.errText().contains(told), run.errText());
        assertFalse(Files.exists(home.resolve("data")), "nothing was begun");
    }

    @Test
    void offersOnlyWhatItTakes() {
        String help = CommandRun.inProcess("up", "--help").outText();
        for (String option : List.of("--image", "--platform", "--registry", "--plain-http", "--memory")) {
            assertFalse(help.contains(option), option + " is in " + help);
        }
        assertTrue(help.contains("--budget") && help.contains("--root"), help);
    }

    @Test
    void scanTakesAMachineOrAnImage() {
        CommandRun run = CommandRun.inProcess("scan", "--root", home.toString(), "--image", "x.tar");
        assertEquals(Exit.USAGE, run.exit());
        assertTrue(run.errText().contains("give one of them"), run.errText());
    }
}
