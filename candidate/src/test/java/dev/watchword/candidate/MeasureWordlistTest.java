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

    private static final String UNLIKELY = "Vf93-lampshade-Orbit";

    @TempDir
    private Path folder = Path.of("");

    /** One word within each limit, one twice, one empty, and one that nobody would try: shares of five distinct words. */
    @Test
    void tellsTheShareOfDistinctWordsWithinEachLimit() throws Exception {
        List<String> places = places();
        Path sample =
                sample(List.of(places.get(99), "", places.get(100), places.get(9_999), places.get(99_999), UNLIKELY));
        List<String> lines = run("-", "2026", sample.toString(), sample.toString());
        assertEquals("list " + Wordlist.builtIn().version() + ", years until 2026", lines.getFirst());
        assertEquals("capture.txt plan of - distinct 5 20.0% 40.0% 60.0% 80.0%", lines.get(2));
        assertEquals(lines.get(2), lines.get(3));
        assertEquals("mean plan of - distinct 2 20.0% 40.0% 60.0% 80.0%", lines.get(4));
    }

    /** Seven of ten tries are for a word within the first hundred, which a capture counts or says several times. */
    @Test
    void weighsByTries() throws Exception {
        List<String> places = places();
        Path sample = sample(List.of(
                "5\t" + places.get(99), places.get(99), places.get(99), "2\t" + places.get(100), UNLIKELY, "9\t"));
        List<String> lines = run("-", "2026", sample.toString());
        assertEquals("capture.txt plan of - distinct 3 33.3% 66.7% 66.7% 66.7%", lines.get(2));
        assertEquals("capture.txt plan of - tries 10 70.0% 90.0% 90.0% 90.0%", lines.get(3));
    }

    /** A name is tried with itself early, by the plan of the account that has it, and not by another's. */
    @Test
    void measuresThePlanOfEachUser() throws Exception {
        Path sample = sample(List.of("3\tzaphodb\tzaphodb", "1\troot\tzaphodb"));
        List<String> lines = run("root", "2026", sample.toString());
        assertEquals("capture.txt plan of root distinct 1 0.0% 0.0% 0.0% 0.0%", lines.get(2));
        assertEquals("capture.txt plan of each user distinct 2 50.0% 50.0% 50.0% 50.0%", lines.get(4));
        assertEquals("capture.txt plan of each user tries 4 75.0% 75.0% 75.0% 75.0%", lines.get(5));
    }

    /** A word's place in a peer is that of its first line; comments have none. */
    @Test
    void measuresOtherListsOnTheSameCapture() throws Exception {
        List<String> peer = new ArrayList<>(List.of("#!comment: a list"));
        for (int n = 1; n <= 101; n++) {
            peer.add("peer-word-" + n);
        }
        Path list = Files.write(folder.resolve("peer.lst"), peer, ISO_8859_1);
        Path sample = sample(List.of("peer-word-100", "peer-word-101", "#!comment: a list"));
        List<String> lines = run("-", "2026", "--peer", list.toString(), sample.toString());
        assertEquals("capture.txt peer.lst distinct 3 33.3% 66.7% 66.7% 66.7%", lines.get(2));
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
