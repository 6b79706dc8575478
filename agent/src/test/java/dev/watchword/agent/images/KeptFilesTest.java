package dev.watchword.agent.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.image.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {

    private static final byte[] DOCUMENT =
            "{\"Env\":[\"MYSQL_ROOT_PASSWORD=made-up-77\"]}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path home = Path.of("");

    private Instant now = Instant.now();

    private final InstantSource clock = () -> now;

    private static Digest digest(int number) {
        return Digest.ofSha256(new byte[] {(byte) number});
    }

    private KeptFiles open(Duration keptFor, long bytes) throws IOException {
        return KeptFiles.open(home.resolve("images"), new ImageSettings(0.5, List.of(), keptFor, bytes), clock);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("images"))) {
            return files.filter(file -> !file.endsWith("key")).toList();
        }
    }

    @Test
    void keepsDocumentsSealedForTheirOwnerAlone() throws IOException {
        open(Duration.ofDays(1), 1 << 20).keepDocument(digest(1), DOCUMENT);
        assertArrayEquals(
                DOCUMENT, open(Duration.ofDays(1), 1 << 20).document(digest(1)).orElseThrow());
        for (Path file : files()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("made-up"));
        }
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("images/key"))));
    }

    @Test
    void believesNoFileThatWasTouchedOrIsAnothers() throws IOException {
        KeptFiles kept = open(Duration.ofDays(1), 1 << 20);
        kept.keepDocument(digest(1), DOCUMENT);
        Path file = files().getFirst();
        Path other = file.resolveSibling(file.getFileName().toString().replaceAll("[0-9a-f]{64}$", "0".repeat(64)));
        Files.copy(file, other);
        assertEquals(
                Optional.empty(),
                kept.document(Digest.parse("sha256:" + "0".repeat(64)).orElseThrow()));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertEquals(Optional.empty(), kept.document(digest(1)));
    }

    @Test
    void forgetsWhatWasNotNeededForLong() throws IOException {
        KeptFiles kept = open(Duration.ofDays(2), 1 << 20);
        kept.keepDocument(digest(1), DOCUMENT);
        kept.keepDocument(digest(2), DOCUMENT);
        now = now.plus(Duration.ofDays(1));
        assertTrue(kept.document(digest(1)).isPresent());
        now = now.plus(Duration.ofHours(30));
        kept.endJob();
        assertTrue(kept.document(digest(1)).isPresent(), "it was needed yesterday");
        assertEquals(Optional.empty(), kept.document(digest(2)));
        assertEquals(1, files().size());
    }

    @Test
    void keepsNoMoreThanItMayAndNothingWhenItIsTurnedOff() throws IOException {
        KeptFiles kept = open(Duration.ofDays(2), 300);
        for (int i = 0; i < 20; i++) {
            kept.keepDocument(digest(i), DOCUMENT);
            now = now.plus(Duration.ofMinutes(1));
        }
        kept.endJob();
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        assertTrue(bytes <= 300 && bytes > 0, "bytes: " + bytes);
        KeptFiles off = open(Duration.ofDays(2), 0);
        assertEquals(List.of(), files(), "what was kept before goes");
        off.keepDocument(digest(1), DOCUMENT);
        assertEquals(Optional.empty(), off.document(digest(1)));
        assertEquals(List.of(), files());
    }
}
