package dev.watchword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.testing.LibCrypt;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that somebody made to hurt: every other account is checked all the same, in bounded time and memory. */
class HostileStoreIT {

    /** A JVM that a store cannot make larger. */
    private static final List<String> SMALL = List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError");

    private static final String DAYS = ":20000:0:99999:7:::\n";

    @TempDir
    private Path folder;

    private Path shadow;

    @BeforeEach
    void layOut() throws IOException {
        shadow = Files.createDirectories(folder.resolve("root/etc")).resolve("shadow");
    }

    private CommandRun scan(String... budgetAndMore) {
        String[] fixed = {
            "scan", "--root", folder.resolve("root").toString(), "--memory", "none", "--format", "json", "--budget"
        };
        String[] words = new String[fixed.length + budgetAndMore.length];
        System.arraycopy(fixed, 0, words, 0, fixed.length);
        System.arraycopy(budgetAndMore, 0, words, fixed.length, budgetAndMore.length);
        return CommandRun.child(SMALL, words);
    }

    private static String hash(String password, String setting) {
        return LibCrypt.crypt(password.getBytes(StandardCharsets.UTF_8), setting)
                .orElseThrow();
    }

    private static void write(OutputStream out, String latin1) throws IOException {
        out.write(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void everyOtherAccountIsChecked() throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(shadow))) {
            write(out, "first:" + hash("first", "$1$aaaaaaaa$") + DAYS);
            write(out, "rounds:$6$rounds=999999999$aaaaaaaa$" + "a".repeat(85) + "1" + DAYS);
            write(out, "bcrypt:$2b$31$" + "CCCCCCCCCCCCCCCCCCCCC." + "a".repeat(30) + "e" + DAYS);
            // N of 2^30 and r of 32: four terabytes a guess.
            write(out, "giant:$y$jRT$LdJMENpBABJJ3hIHjB1Bi.$" + "a".repeat(42) + "1" + DAYS);
            write(out, "scrypt:$7$SU..../....SodiumChloride$" + "a".repeat(42) + "1" + DAYS);
            write(out, "nul\0inside:$1$\0\0\0" + DAYS);
            write(out, "\u00ff\u00fe\u00c0\u0080:" + hash("x", "$1$bbbbbbbb$") + DAYS);
            write(out, "\u001b[2Jcontrol\u0007\r:" + hash("123456", "$1$cccccccc$") + DAYS);
            write(out, "twice:" + hash("twice", "$1$dddddddd$") + DAYS);
            write(out, "twice:" + hash("123456", "$1$eeeeeeee$") + DAYS);
            write(out, ":::::::::::::::::::\n\n\n::\n:\nnothing\n");
            write(out, "cut:$1$" + DAYS + "cut2:$6$rounds=$$$$" + DAYS + "cut3:$y$" + DAYS + "cut4:$2b$" + DAYS);
            write(out, "days:" + hash("days", "$1$ffffffff$") + ":-99999999999999999999:x:y:z:9223372036854775808::\n");
            write(out, "long:");
            byte[] chunk = "a".repeat(1 << 20).getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < 100; i++) {
                out.write(chunk);
            }
            write(out, DAYS);
            write(out, "last:" + hash("last", "$1$gggggggg$") + ":20000");
        }
        CommandRun run = scan("500ms,1m");
        assertEquals(Exit.INCOMPLETE, run.exit(), run.errText());
        JsonScan scan = run.scan();
        for (String weak : List.of("first", "days", "last")) {
            assertEquals(1, scan.passwordFindings("system", weak).size(), weak);
        }
        assertEquals(2, scan.passwordFindings("system", "twice").size(), "which line counts is not for us to say");
        for (String dear : List.of("rounds", "bcrypt", "giant", "scrypt")) {
            assertTrue(
                    scan.incomplete().stream().anyMatch(r -> r.startsWith("cost_exceeds_limit: " + dear)),
                    dear + " " + scan.accounts("system", dear));
            assertEquals(
                    "cost_exceeds_limit",
                    JsonScan.text(scan.accounts("system", dear).getFirst(), "note"));
        }
        assertTrue(
                scan.passwordFindings().stream()
                        .anyMatch(f -> JsonScan.text(f, "user_name").contains("control")),
                "a name with control characters is an account like others");
        assertTrue(scan.incomplete().stream().anyMatch(reason -> reason.contains("too long")));
        assertNoControls(run.out());

        CommandRun table = CommandRun.inProcess(
                "scan", "--root", folder.resolve("root").toString(), "--memory", "none", "--budget", "500ms,1m");
        assertEquals(Exit.INCOMPLETE, table.exit());
        assertNoControls(table.out());
        assertNoControls(table.err());
    }

    private static void assertNoControls(byte[] output) {
        for (byte b : output) {
            assertFalse((b >= 0 && b < ' ' && b != '\n') || b == 0x7f, "control character " + b);
        }
    }

    @Test
    void hundredThousandAccountsAreChecked() throws IOException {
        assertEveryWeakAccountIsFoundAmong(100_000, SMALL);
    }

    @Test
    @Tag("long")
    void millionAccountsAreChecked() throws IOException {
        assertEveryWeakAccountIsFoundAmong(1_000_000, List.of("-Xmx3g"));
    }

    /** Salted, unsalted and locked accounts by turns; one in a thousand is weak. */
    private void assertEveryWeakAccountIsFoundAmong(int count, List<String> flags) throws IOException {
        String weakMd5 = hash("123456", "$1$aaaaaaaa$");
        String weakNt = hash("qwerty", "$3$");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(shadow), 1 << 20)) {
            for (int i = 0; i < count; i++) {
                String other = "%022d".formatted(i).replace('0', '.');
                String field = switch (i % 1000) {
                    case 0 -> weakMd5;
                    case 500 -> weakNt;
                    default ->
                        switch (i % 3) {
                            case 0 -> "$1$s" + Integer.toString(i, 36) + "$" + other;
                            case 1 -> "$3$$" + "%032x".formatted(i * 0x9E3779B97F4A7C15L);
                            default -> "!";
                        };
                };
                write(out, "u" + i + ":" + field + DAYS);
            }
        }
        Path words = Files.writeString(folder.resolve("words"), "123456\nqwerty\n");
        CommandRun run = CommandRun.child(
                flags,
                "scan",
                "--root",
                folder.resolve("root").toString(),
                "--memory",
                folder.resolve("memory").toString(),
                "--format",
                "json",
                "--no-builtin",
                "--words",
                words.toString(),
                "--budget",
                "10s,10m");
        assertEquals(Exit.DONE, run.exit(), run.errText());
        JsonScan scan = run.scan();
        assertEquals(count, scan.json().path("accounts").size());
        assertEquals(count / 500, scan.passwordFindings().size());
        assertFalse(scan.budgetEnded());
    }
}
