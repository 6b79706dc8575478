package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.testing.LibCrypt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which kernels digest changes nothing of what is found. */
class FastKernelsIT {

    private static final int WORDS = 100;

    @TempDir
    private Path folder;

    @Test
    void findTheSameOfDigestsInManyRounds() throws IOException {
        List<String> settings = List.of("$1$%08d$", "$5$rounds=1000$%012d$", "$6$rounds=1000$%016d$");
        assertSame(settings, 100, words(WORDS), List.of("md5crypt", "sha256crypt", "sha512crypt"));
    }

    @Test
    void findTheSameWhereAGuessTakesMemory() throws IOException {
        List<String> settings = List.of("$y$j75$%016d$", "$7$9/..../....%016d");
        assertSame(settings, 30, words(WORDS), List.of("yescrypt", "scrypt"));
    }

    @Test
    void findTheSameOfDes() throws IOException {
        assertSame(List.of("%02d"), 20, words(20_000), List.of("descrypt"));
    }

    private void assertSame(List<String> settings, int accounts, List<String> words, List<String> schemes)
            throws IOException {
        Path list = Files.write(folder.resolve("words"), words);
        Path shadow = Files.write(folder.resolve("shadow"), accounts(settings, accounts, words));

        CommandRun scalar = run(List.of(), shadow, list);
        CommandRun fast =
                run(List.of("--add-modules=jdk.incubator.vector", "-Dwatchword.terminal.err=true"), shadow, list);

        assertEquals(told(scalar), told(fast));
        long guessed = told(fast)
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("weakness").asText().equals("custom"))
                .count();
        assertEquals(settings.size() * accounts / 10, guessed, fast.errText());
        for (String scheme : schemes) {
            assertTrue(
                    fast.errText()
                            .lines()
                            .anyMatch(line -> line.contains(scheme)
                                    && (line.contains("as fast as scalar") || line.contains("were not faster"))),
                    fast.errText());
        }
    }

    private static CommandRun run(List<String> flags, Path shadow, Path words) {
        CommandRun run = CommandRun.child(
                flags,
                "audit",
                shadow.toString(),
                "--words",
                words.toString(),
                "--no-builtin",
                "--memory",
                "none",
                "--budget",
                "1h,1h",
                "--format",
                "json");
        assertEquals(Exit.DONE, run.exit(), run.errText());
        return run;
    }

    /** Words of all lengths that change how many blocks a round has; they differ in their first eight bytes. */
    private static List<String> words(int number) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            words.add("q" + Integer.toString(i, 36) + "z".repeat(i % 40));
        }
        return words;
    }

    private static List<String> accounts(List<String> settings, int number, List<String> words) {
        List<String> lines = new ArrayList<>();
        for (String setting : settings) {
            for (int i = 0; i < number; i++) {
                String password = i % 10 == 0 ? words.get(words.size() - 1 - i) : "Vf93-lampshade-Orbit" + i;
                String hash = LibCrypt.crypt(password.getBytes(StandardCharsets.UTF_8), setting.formatted(i))
                        .orElseThrow();
                lines.add("u" + lines.size() + ":" + hash + ":20000:0:99999:7:::");
            }
        }
        return lines;
    }

    /** What was found; how far an account was tried before it was found follows from the size of batches. */
    private static JsonNode told(CommandRun run) throws IOException {
        ObjectNode report = (ObjectNode) new ObjectMapper().reader().readTree(run.out());
        return report.retain("target", "findings", "incomplete", "diagnostics");
    }
}
