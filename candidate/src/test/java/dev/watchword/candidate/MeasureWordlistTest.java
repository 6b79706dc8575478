package dev.watchword.candidate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that measures the list on a capture counts what a person would count, and shows no password. */
class MeasureWordlistTest {

    @TempDir
    private Path folder = Path.of("");

    /** One word within each limit, one twice, one empty, and one that nobody would try: shares of five distinct words. */
    @Test
    void tellsTheShareOfDistinctWordsWithinEachLimit() throws Exception {
        List<String> places = places();
        Path sample = sample(List.of(
                places.get(99),
                places.get(99),
                "",
                places.get(100),
                places.get(9_999),
                places.get(99_999),
                "Vf93-lampshade-Orbit"));
        List<String> lines = run("-", "2026", sample.toString(), sample.toString());
        assertEquals("list " + Wordlist.builtIn().version() + ", plan of -", lines.getFirst());
        assertEquals("capture.txt 5 20.0% 40.0% 60.0% 80.0%", lines.get(2));
        assertEquals(lines.get(2), lines.get(3));
        assertEquals("mean 2 20.0% 40.0% 60.0% 80.0%", lines.get(4));
    }

    /** A name is tried with itself early, by the plan of the account that has it. */
    @Test
    void measuresThePlanOfAnAccount() throws Exception {
        Path sample = sample(List.of("zaphodb"));
        assertTrue(run("zaphodb", "2026", sample.toString()).get(2).startsWith("capture.txt 1 100.0% 100.0%"));
        assertTrue(run("-", "2026", sample.toString()).get(2).startsWith("capture.txt 1 0.0% 0.0%"));
    }

    private static List<String> places() {
        List<String> words = new ArrayList<>();
        CandidatePlan.Cursor cursor = new CandidatePlan(Wordlist.builtIn(), List.of()).start();
        while (words.size() < 100_000 && cursor.next()) {
            words.add(new String(cursor.word(), ISO_8859_1));
        }
        return words;
    }

    private Path sample(List<String> words) throws IOException {
        return Files.write(folder.resolve("capture.txt"), words, ISO_8859_1);
    }

    /** Its lines, with one space where it prints several. */
    private static List<String> run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of("measure-wordlist").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), ISO_8859_1)
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "ends");
        assertEquals(0, process.exitValue(), lines::toString);
        return lines;
    }
}
