package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.testing.LibCrypt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a memory nothing is digested twice, whatever ended the scan before. */
class NothingTwiceIT {

    private static final String STRONG = "Vf93-lampshade-Orbit";

    @TempDir
    private Path folder;

    private Path root;
    private Path words;
    private Path memory;

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        words = folder.resolve("words");
        memory = folder.resolve("memory");
    }

    /** A line of shadow(5) with a hash that the host's crypt(3) makes. */
    private static String line(String user, String password, String setting) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return user + ":" + LibCrypt.crypt(bytes, setting).orElseThrow() + ":20000:0:99999:7:::\n";
    }

    private void shadow(String... lines) throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/shadow"), String.join("", lines));
    }

    /** Words that no plan has. */
    private void words(int count) throws IOException {
        Files.write(
                words, IntStream.range(0, count).mapToObj(i -> "Qx7" + i + "zz").toList());
    }

    private JsonScan scan(Path memory, String... more) {
        List<String> arguments = new ArrayList<>(List.of("scan", "--root", root.toString(), "--format", "json"));
        arguments.addAll(List.of("--memory", memory.toString()));
        arguments.addAll(List.of(more));
        CommandRun run = CommandRun.inProcess(arguments.toArray(String[]::new));
        assertEquals(Exit.DONE, run.exit(), run.errText());
        return run.scan();
    }

    @Test
    void secondScanComputesNothingAndTellsTheSame() throws IOException {
        shadow(
                line("anna", "anna123", "$1$aaaaaaaa$"),
                line("bert", "123456", "$5$rounds=1000$bbbbbbbb$"),
                line("cleo", STRONG, "$3$"),
                line("dora", STRONG, "dd"));
        Files.writeString(Files.createDirectories(root.resolve("etc/redis")).resolve("redis.conf"), """
                bind 0.0.0.0
                requirepass redis123
                user app on #%s ~* +@all
                """.formatted(
                        "0".repeat(64)));
        JsonScan first = scan(memory, "--budget", "2m,5m");
        assertFalse(first.budgetEnded());
        assertTrue(first.hashes() > 100_000, "the whole plan on each strong password");
        assertEquals(3, first.passwordFindings().size());

        JsonScan second = scan(memory, "--budget", "2m,5m");
        assertEquals(0, second.hashes());
        assertEquals(first.json().path("findings"), second.json().path("findings"));
        for (String strong : List.of("cleo", "dora")) {
            JsonNode done = second.accounts("system", strong).getFirst();
            assertEquals(done.path("planned").longValue(), done.path("tried").longValue(), strong);
        }

        Files.delete(memory.resolveSibling("memory.key"));
        JsonScan third = scan(memory, "--budget", "0s");
        assertTrue(third.diagnostics().stream().anyMatch(d -> d.contains("key of the memory was lost")));
        assertEquals(List.of(), third.passwordFindings(), "a new memory knows nothing");
    }

    @Test
    void scanThatWasCutGoesOnWhereItStopped() throws IOException {
        shadow(
                line("anna", STRONG, "$5$rounds=1000$aaaaaaaa$"),
                line("bert", STRONG + 2, "$5$rounds=1000$bbbbbbbb$"),
                line("cleo", STRONG + 3, "$1$cccccccc$"));
        words(1500);
        String[] whole = {"--words", words.toString(), "--no-builtin", "--budget", "5m,15m"};
        long uncut = scan(folder.resolve("other"), whole).hashes();
        assertEquals(3 * 1500, uncut, "every word on every account, and nothing else");

        assertEquals(uncut, inPieces("50ms", whole));
    }

    @Test
    void builtInPlanThatWasCutGoesOnWhereItStopped() throws IOException {
        shadow(line("anna", STRONG, "$1$aaaaaaaa$"));
        String[] whole = {"--budget", "5m,15m"};
        long pieces = inPieces("700ms", whole);

        JsonNode anna = scan(memory, whole).accounts("system", "anna").getFirst();
        assertTrue(pieces > 100_000);
        assertEquals(anna.path("planned").longValue(), pieces, "each word of the plan exactly once");
        assertEquals(anna.path("tried").longValue(), pieces);
    }

    /** Two scans cut by a budget and one that goes to the end; gives the sum of their hashes. */
    private long inPieces(String budget, String... whole) {
        String[] cut = whole.clone();
        cut[cut.length - 1] = budget;
        JsonScan one = scan(memory, cut);
        JsonScan two = scan(memory, cut);
        assertTrue(one.budgetEnded());
        assertTrue(one.hashes() > 0);
        assertTrue(two.hashes() > 0);
        JsonScan rest = scan(memory, whole);
        assertTrue(rest.hashes() > 0, "neither of the first two came to the end");
        assertFalse(rest.budgetEnded());
        assertEquals(0, scan(memory, whole).hashes());
        return one.hashes() + two.hashes() + rest.hashes();
    }

    @Test
    void newWordCostsOneHashForEachAccountNotMatchedYet() throws IOException {
        shadow(
                line("anna", "Qx73zz", "$1$aaaaaaaa$"),
                line("bert", STRONG, "$1$bbbbbbbb$"),
                line("cleo", "Harbour-lamp-88", "$5$rounds=1000$cccccccc$"),
                line("dora", STRONG, "dd"));
        words(10);
        String[] options = {"--words", words.toString(), "--no-builtin"};
        assertEquals(1, scan(memory, options).passwordFindings().size());

        Files.writeString(words, Files.readString(words) + "Harbour-lamp-88\n");
        JsonScan found = scan(memory, options);
        assertEquals(3, found.hashes());
        assertEquals(1, found.passwordFindings("system", "cleo").size());
        assertEquals(2, found.passwordFindings().size());
        assertEquals(0, scan(memory, options).hashes());
    }

    @Test
    void mangledWordsAreTriedTooAndOnlyThey() throws IOException {
        shadow(line("anna", STRONG, "$1$aaaaaaaa$"), line("bert", "Nordwind2!", "$1$bbbbbbbb$"));
        Files.writeString(words, "nordwind\n");
        String[] options = {"--words", words.toString(), "--no-builtin"};
        assertEquals(2, scan(memory, options).hashes());

        String[] mangled = {"--words", words.toString(), "--no-builtin", "--mangle-words"};
        JsonScan more = scan(memory, mangled);
        assertTrue(more.hashes() > 20, "variations: " + more.hashes());
        assertEquals(0, scan(memory, mangled).hashes());
        JsonScan all = scan(folder.resolve("other"), mangled);
        // The account that is found ends its walk at the same word; the other has every word exactly once.
        assertEquals(all.hashes(), 2 + more.hashes());
    }

    @Test
    void noMemoryForgets() throws IOException {
        shadow(line("anna", STRONG, "$1$aaaaaaaa$"));
        words(10);
        String[] options = {"--words", words.toString(), "--no-builtin"};
        assertEquals(10, scan(Path.of("none"), options).hashes());
        assertEquals(10, scan(Path.of("none"), options).hashes());
        assertFalse(Files.exists(Path.of("none")), "no file of that name is made");
    }

    @Test
    void changedPasswordIsTriedAnew() throws IOException {
        shadow(line("anna", STRONG, "$1$aaaaaaaa$"));
        words(10);
        String[] options = {"--words", words.toString(), "--no-builtin"};
        assertEquals(10, scan(memory, options).hashes());
        shadow(line("anna", "Qx79zz", "$1$aaaaaaab$"));
        assertEquals(1, scan(memory, options).passwordFindings("system", "anna").size());
    }
}
