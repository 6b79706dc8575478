package dev.watchword.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void inputGoesInAndOutputComesOut() {
        assertEquals("f\u00fcnf\n", Command.of("/bin/cat").input("f\u00fcnf\n").runOrFail());
    }

    @Test
    void inputLargerThanAPipeGoesThrough() {
        String large = "0123456789abcde\n".repeat(20_000);
        assertEquals(large, Command.of("/bin/cat").input(large).runOrFail());
    }

    @Test
    void programThatReadsNoInputIsNoFailure() {
        assertEquals(
                0, Command.of("/bin/true").input("x".repeat(1_000_000)).run().exit());
    }

    @Test
    void exitStatusAndWordsOfAFailureAreTold() {
        Command command = Command.of("/bin/sh", "-c", "echo it broke >&2; exit 4");
        assertEquals(new Command.Ending(4, "it broke\n"), command.run());
        FixtureFailure failure = assertThrows(FixtureFailure.class, command::runOrFail);
        assertTrue(failure.toString().contains("4") && failure.toString().contains("it broke"));
    }

    @Test
    void programThatTakesTooLongIsKilled() {
        Command command = new Command(List.of("/bin/sleep", "600"), "", Duration.ofMillis(100));
        assertThrows(FixtureFailure.class, command::run);
    }

    @Test
    void environmentOfTheTestIsNotPassedOn() {
        assertFalse(Command.of("/usr/bin/env").runOrFail().contains("HOME="));
    }

    @Test
    void quotedWordsReachAShellUnchanged() {
        String words = ShellWords.join("printf", "%s|", "it's", "", "$HOME `x` \\ \"");
        assertEquals(
                "it's||$HOME `x` \\ \"|", Command.of("/bin/sh", "-c", words).runOrFail());
    }
}
