package dev.watchword.audit.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.candidate.Origin;
import dev.watchword.policy.PasswordShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memories that Watchword wrote before they had standings and segments. The texts were made by the program of then. */
class FormerMemoryTest {

    private static final Fingerprint ANNA = new Fingerprint(1, 2);

    private static final String FILE = """
            7761746368776f7264206d656d6f727920310a39bdedca34e530039f013aec0405e1b3f6932b8ee11e00d142
            11d43cefee6a49a2d8848798608873aa6a7ebaa80e44455278447425850905afcb752543e2056f7b064f7ed1
            38bb80709862ba0569a65da4c28934d7ab820d1f14472b2032c3b573e38550db8f6f2ea379b7bd1304a50110
            cbd24909c824256fce2b07b75e1a31e31b9f09a7dd560ad972b92540838a4d900c747f0a05345152874a1354
            660c1fc6928bfbe503053e9b8e75b9cc5208dcf74c987ff8a68484afc731890268e5bc7b0416
            """;

    private static final String KEY = """
            8a1a908b28545e3e54d14d81c299e2eb26a7e5f9ff71c09d4d7596d42f06d8889abbde7686e5c0593558ac72
            902f63096e22f18f8011de1d9c748b103947e5b0
            """;

    private static final String PLAIN = """
            0000000100000000000000070000000000000007000000010000000101000000010000000000000001000000
            00000000020000000000000000000000030000000700000000000000047fffffff0000000900004e20010009
            555345525f4e414d4500066b652a2a2a2a000e63686f6f736520616e6f74686572cc387053378db947d47782
            5b8bc94ed500004fe700000007010000000101c152cab96d376cbd4bd5ef678e5f9ddc
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isReadAndSavedAsOneOfToday() throws IOException {
        Path path = folder.resolve("memory");
        Files.write(path, bytes(FILE));
        Files.write(folder.resolve("memory.key"), bytes(KEY));
        assertEquals("watchword memory 1\n", beginning(path));
        for (String version : List.of("watchword memory 1\n", "watchword memory 2\n")) {
            assertEquals(version, beginning(path));
            try (MemoryFile file = MemoryFile.open(path)) {
                Memory memory = file.load();
                Remembered anna = memory.get(ANNA).orElseThrow();
                assertEquals(20_000, anna.lastSeenDay());
                assertEquals(
                        Optional.of(new KnownMatch(
                                Origin.USER_NAME,
                                "ke****",
                                new PasswordShape(7, 1, 1),
                                "choose another",
                                memory.fingerprinter().group(text("kestrel")),
                                Optional.of(PasswordDigest.of(text("kestrel"))),
                                Optional.of(LocalDate.of(2026, 1, 2)))),
                        anna.match());
                int word = memory.knownNumber(memory.fingerprinter(), text("kestrel"));
                assertTrue(anna.progress().words().get(word), "the word is known by the same fingerprint");
                memory.save(20_000);
            }
        }
    }

    /** The oldest end with their entries, or with their shapes. */
    @Test
    void isReadWithoutShapesAndDigests() throws IOException {
        byte[] whole = bytes(PLAIN);
        KnownMatch match = match(whole);
        assertEquals(new PasswordShape(7, 1, 1), match.shape());
        assertEquals(Optional.of(PasswordDigest.of(text("kestrel"))), match.digest());
        KnownMatch withoutDigest = match(Arrays.copyOf(whole, whole.length - 17));
        assertEquals(new PasswordShape(7, 1, 1), withoutDigest.shape());
        assertEquals(Optional.empty(), withoutDigest.digest());
        KnownMatch bare = match(Arrays.copyOf(whole, whole.length - 26));
        assertEquals(PasswordShape.UNKNOWN, bare.shape());
        assertEquals("ke****", bare.masked());
        byte[] impossible = whole.clone();
        impossible[whole.length - 22] = 5;
        assertThrows(IOException.class, () -> match(impossible));
    }

    private static KnownMatch match(byte[] plain) throws IOException {
        Entries entries = new Entries();
        FormerCodec.decode(plain, entries, new WordLedger());
        return entries.get(ANNA).match().orElseThrow();
    }

    private static String beginning(Path path) throws IOException {
        return new String(Files.readAllBytes(path), 0, 19, StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace("\n", ""));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
