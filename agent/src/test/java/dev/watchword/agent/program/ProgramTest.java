package dev.watchword.agent.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void feedsAndReads() {
        Program.Ending.Exited exited = exited("cat; exit 3", "abc\0\n");
        assertEquals(3, exited.status());
        assertEquals("abc\0\n", new String(exited.output(), StandardCharsets.UTF_8));
    }

    @Test
    void givesAnEnvironmentOfItsOwn() {
        String environment = new String(exited("env", "").output(), StandardCharsets.UTF_8);
        assertEquals(
                List.of("LC_ALL", "PATH", "PWD"),
                environment
                        .lines()
                        .map(line -> line.substring(0, line.indexOf('=')))
                        .filter(name -> !name.equals("_") && !name.equals("SHLVL") && !name.equals("OLDPWD"))
                        .sorted()
                        .toList());
    }

    /** Custom words may be more than a pipe holds. */
    @Test
    void whoIsInAHurryIsNotHeldUpByAProcessThatTakesNoQuestion() throws Exception {
        HelperProcess helper = new HelperProcess(List.of("/bin/sleep", "60"));
        Thread asking = Thread.ofPlatform().start(() -> {
            try {
                helper.ask(new byte[1 << 20]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Thread.sleep(500);
        long start = System.nanoTime();
        helper.hurry();
        assertTrue(System.nanoTime() - start < 10_000_000_000L);
        helper.kill();
        asking.join(Duration.ofSeconds(20));
        assertFalse(asking.isAlive());
    }

    @Test
    void keepsTheBeginningOfALongOutput() {
        assertEquals(
                256 << 10,
                exited("head -c 3000000 /dev/zero; echo never 1>&2", "").output().length);
    }

    @Test
    void killsWhatTakesTooLong() {
        long start = System.nanoTime();
        Program program = new Program(Path.of("/bin/sh"), List.of("-c", "sleep 60 & wait"), Duration.ofMillis(300));
        assertInstanceOf(Program.Ending.Killed.class, program.run());
        assertTrue(System.nanoTime() - start < 10_000_000_000L);
    }

    @Test
    void isNotHeldUpByAProgramThatReadsNothing() {
        assertEquals(0, exited("exit 0", "x".repeat(1 << 20)).status());
    }

    @Test
    void saysThatThereIsNone() {
        Program none = new Program(Path.of("/nowhere/none"), List.of("secret"), Duration.ofSeconds(1));
        assertInstanceOf(Program.Ending.NotStarted.class, none.run());
        assertEquals("Program[/nowhere/none]", none.toString());
        assertThrows(
                IllegalArgumentException.class, () -> new Program(Path.of("sh"), List.of(), Duration.ofSeconds(1)));
    }

    private static Program.Ending.Exited exited(String script, String input) {
        Program program = new Program(Path.of("/bin/sh"), List.of("-c", script), Duration.ofSeconds(20));
        return assertInstanceOf(Program.Ending.Exited.class, program.run(input.getBytes(StandardCharsets.UTF_8)));
    }
}
