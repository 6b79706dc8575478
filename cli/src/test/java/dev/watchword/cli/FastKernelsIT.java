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

    private static final int ACCOUNTS = 100;
    private static final int WORDS = 100;
    private static final List<String> SETTINGS = List.of("$1$%08d$", "$5$rounds=1000$%012d$", "$6$rounds=1000$%016d$");

    @TempDir
    private Path folder;

    @Test
    void findTheSameAsTheSchemesOwn() throws IOException {
        List<String> words = words();
        Path list = Files.write(folder.resolve("words"), words);
        Path shadow = Files.write(folder.resolve("shadow"), accounts(words));

        CommandRun scalar = run(List.of(), shadow, list);
        CommandRun fast =
                run(List.of("--add-modules=jdk.incubator.vector", "-Dwatchword.terminal.err=true"), shadow, list);

        assertEquals(told(scalar), told(fast));
        long guessed = told(fast)
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("weakness").asText().equals("custom"))
                .count();
        assertEquals(SETTINGS.size() * ACCOUNTS / 10, guessed, fast.errText());
        for (String scheme : List.of("md5crypt", "sha256crypt", "sha512crypt")) {
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

    /** Words of all lengths that change how many blocks a round has. */
    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            words.add("q" + "z".repeat(i % 40) + i);
        }
        return words;
    }

    private static List<String> accounts(List<String> words) {
        List<String> lines = new ArrayList<>();
        for (String setting : SETTINGS) {
            for (int i = 0; i < ACCOUNTS; i++) {
                String password = i % 10 == 0 ? words.get(i) : "Vf93-lampshade-Orbit" + i;
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
