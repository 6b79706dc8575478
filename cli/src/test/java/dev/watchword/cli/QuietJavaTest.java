package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietJavaTest {

    @TempDir
    private Path folder = Path.of("");

    /** A line between the answers would be read as a length, and the process taken for one that died. */
    @Test
    void nothingThatTheVirtualMachineSaysGetsBetweenTheAnswers() throws Exception {
        for (List<String> flags : List.of(AgentScanProcessCommand.FLAGS, AgentImagesCommand.FLAGS)) {
            List<String> words = new ArrayList<>();
            words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            words.addAll(flags);
            words.addAll(QuietJava.FLAGS);
            // the one is told in the machine's log, the other is printed
            words.addAll(List.of("-XX:SharedArchiveFile=/no/such/archive", "-XX:+PrintFlagsFinal", "-version"));
            Path said = folder.resolve("said");
            Process java =
                    new ProcessBuilder(words).redirectError(said.toFile()).start();
            String answers = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, java.waitFor());
            assertEquals("", answers);
            String errors = Files.readString(said);
            assertTrue(errors.contains("/no/such/archive") && errors.contains("MaxHeapSize"), errors);
        }
    }
}
