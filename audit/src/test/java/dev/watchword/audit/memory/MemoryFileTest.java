package dev.watchword.audit.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.candidate.Origin;
import dev.watchword.policy.PasswordShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFileTest {

    private static final int TODAY = 20_000;
    private static final Fingerprint ANNA = new Fingerprint(1, 2);

    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("state/memory");
    }

    @Test
    void keepsWhatItWasTold() throws IOException {
        Remembered remembered = filled();
        try (MemoryFile file = MemoryFile.open(file())) {
            Memory memory = file.load();
            assertEquals(List.of(), memory.remarks());
            assertEquals(remembered.match(), memory.get(ANNA).orElseThrow().match());
            Progress progress = memory.get(ANNA).orElseThrow().progress();
            assertEquals(7, progress.builtIn());
            assertEquals(Progress.ALL, progress.derived());
            assertTrue(progress.words().get(memory.knownNumber(memory.fingerprinter(), bytes("kestrel"))));
        }
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        filled();
        for (String name : List.of("memory", "memory.key", "memory.lock")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file().resolveSibling(name))));
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())));
    }

    @Test
    void narrowsAWiderModeAndSaysSo() throws IOException {
        filled();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        try (MemoryFile file = MemoryFile.open(file())) {
            assertTrue(file.load().remarks().getFirst().contains("narrowed"));
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void aLostKeyBeginsAnew() throws IOException {
        filled();
        Files.delete(file().resolveSibling("memory.key"));
        try (MemoryFile file = MemoryFile.open(file())) {
            Memory memory = file.load();
            assertEquals(0, memory.size());
            assertTrue(memory.remarks().getFirst().contains("key"));
        }
    }

    @Test
    void aChangedByteBeginsAnew() throws IOException {
        filled();
        byte[] content = Files.readAllBytes(file());
        content[content.length / 2] ^= 1;
        Files.write(file(), content);
        try (MemoryFile file = MemoryFile.open(file())) {
            Memory memory = file.load();
            assertEquals(0, memory.size());
            assertTrue(memory.remarks().getFirst().contains("begins anew"));
        }
    }

    @Test
    void sweepsWhatAKilledSaveLeftAndNothingElse() throws IOException {
        String name = file().getFileName().toString();
        Path place = Files.createDirectories(file().getParent());
        Path left = Files.write(place.resolve(name + ".123456.new"), new byte[3]);
        Path leftKey = Files.write(place.resolve(name + ".key.98765.new"), new byte[3]);
        Path other = Files.write(place.resolve(name + "-of-mine.new"), new byte[3]);
        Path ofAnother = Files.write(place.resolve(name + "1.123456.new"), new byte[3]);
        Path folderOfThatName = Files.createDirectories(place.resolve(name + ".7.new/full"));
        MemoryFile.open(file()).close();
        assertFalse(Files.exists(left));
        assertFalse(Files.exists(leftKey));
        assertTrue(Files.exists(other));
        assertTrue(Files.exists(ofAnother), "a memory of another name may be saved right now");
        assertTrue(Files.exists(folderOfThatName));
    }

    @Test
    void oneScanAtATime() throws IOException {
        try (MemoryFile held = MemoryFile.open(file())) {
            held.load();
            assertThrows(IOException.class, () -> MemoryFile.open(file()).close());
        }
        MemoryFile.open(file()).close();
    }

    @Test
    void refusesALinkInItsPlace() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "precious");
        Files.createDirectories(file().getParent());
        Files.createSymbolicLink(file(), other);
        try (MemoryFile file = MemoryFile.open(file())) {
            assertThrows(IOException.class, file::load);
        }
        assertEquals("precious", Files.readString(other));
    }

    @Test
    void leavesSomebodysOtherFileAlone() throws IOException {
        Files.createDirectories(file().getParent());
        for (String name : List.of("memory", "memory.key")) {
            Path other = Files.writeString(file().resolveSibling(name), "a private key of somebody's server");
            Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r--r--"));
            try (MemoryFile file = MemoryFile.open(file())) {
                assertThrows(IOException.class, file::load);
            }
            assertEquals("a private key of somebody's server", Files.readString(other));
            assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(other)));
            Files.delete(other);
        }
    }

    @Test
    void showsNoNameAndNoMaskToWhoeverReadsTheFile() throws IOException {
        filled();
        String content = Files.readString(file(), StandardCharsets.ISO_8859_1);
        assertFalse(content.contains("ke****"));
        assertFalse(content.contains("USER_NAME"));
    }

    /** {@code printf 'watchword/password/v1\0kestrel' | sha256sum}, GNU coreutils 9.7. */
    @Test
    void digestsAPasswordAsAnybodyCanCheck() {
        PasswordDigest digest = PasswordDigest.of(bytes("kestrel"));
        assertEquals("c152cab96d376cbd4bd5ef678e5f9ddc", HexFormat.of().formatHex(digest.toBytes()));
        assertEquals("PasswordDigest", digest.toString());
    }

    @Test
    void keepsThoseThatWereMetLast() {
        Memory memory = Memory.inProcess();
        for (int i = 0; i < 10; i++) {
            memory.put(new Fingerprint(i, 0), new Remembered(Progress.NONE, Optional.empty(), i / 2));
        }
        memory.keepNewest(10);
        assertEquals(10, memory.size());
        memory.keepNewest(3);
        assertEquals(3, memory.size());
        assertTrue(memory.get(new Fingerprint(8, 0)).isPresent());
        assertTrue(memory.get(new Fingerprint(9, 0)).isPresent());
        assertTrue(memory.get(new Fingerprint(5, 0)).isEmpty());
    }

    @Test
    void eachScopeHasItsOwn() {
        Memory memory = Memory.inProcess();
        byte[] part = bytes("a stored password");
        Fingerprint plain = memory.stored(memory.fingerprinter(), part);
        Memory scoped = memory.scoped("an image");
        Fingerprint inside = scoped.stored(scoped.fingerprinter(), part);
        assertEquals(plain, memory.fingerprinter().of("stored", part), "as memories of before have it");
        assertTrue(!plain.equals(inside), "another one");
        scoped.put(inside, new Remembered(Progress.NONE, Optional.empty(), 1));
        assertTrue(memory.get(inside).isPresent(), "one memory all the same");
    }

    @Test
    void forgetsWhatNoScanMetForLong() throws IOException {
        filled();
        try (MemoryFile file = MemoryFile.open(file())) {
            file.load().save(TODAY + Memory.RETENTION_DAYS + 1);
        }
        try (MemoryFile file = MemoryFile.open(file())) {
            assertEquals(0, file.load().size());
        }
    }

    @Test
    void keepsWhatStandsWithoutReadingTheRest() throws IOException {
        KnownMatch match = filled().match().orElseThrow();
        Fingerprint asked = new Fingerprint(5, 6);
        Standing standing = new Standing(asked, TODAY, List.of(new Standing.Run(3, 7, 9)), Map.of(1, match));
        try (MemoryFile file = MemoryFile.open(file())) {
            Memory memory = file.load();
            memory.stand(standing);
            memory.save(TODAY);
        }
        try (MemoryFile file = MemoryFile.open(file())) {
            Memory memory = file.load();
            assertEquals(Optional.of(standing), memory.standing(asked, TODAY));
            assertEquals(Optional.of(standing), memory.standing(asked, TODAY + Standing.DAYS - 1));
            assertEquals(Optional.empty(), memory.standing(asked, TODAY + Standing.DAYS), "passwords are met again");
            assertEquals(Optional.empty(), memory.standing(asked, TODAY - 1));
            assertEquals(Optional.empty(), memory.standing(ANNA, TODAY));
            assertEquals(Optional.empty(), memory.scoped("an image").standing(asked, TODAY));
            assertEquals(1, memory.size());
            assertEquals(Optional.of(match), memory.get(ANNA).orElseThrow().match(), "read when asked for");
            memory.put(ANNA, new Remembered(Progress.NONE, Optional.empty(), TODAY));
            assertEquals(Optional.empty(), memory.standing(asked, TODAY), "something else was learnt");
        }
    }

    @Test
    void aChangeBehindWhatStandsBeginsAnewWhenItIsRead() throws IOException {
        try (MemoryFile file = MemoryFile.open(file())) {
            Memory memory = file.load();
            for (int i = 0; i < 20_000; i++) {
                memory.put(new Fingerprint(i, i), new Remembered(Progress.NONE, Optional.empty(), TODAY));
            }
            memory.stand(new Standing(ANNA, TODAY, List.of(), Map.of()));
            memory.save(TODAY);
        }
        byte[] content = Files.readAllBytes(file());
        assertTrue(content.length > Segments.PLAIN_BYTES, "more than a segment");
        content[content.length - 100] ^= 1;
        Files.write(file(), content);
        try (MemoryFile file = MemoryFile.open(file())) {
            Memory memory = file.load();
            assertTrue(memory.standing(ANNA, TODAY).isPresent(), "sealed by itself");
            assertEquals(List.of(), memory.remarks());
            assertTrue(memory.get(new Fingerprint(1, 1)).isEmpty());
            assertTrue(memory.remarks().getFirst().contains("begins anew"));
        }
    }

    private Remembered filled() throws IOException {
        try (MemoryFile file = MemoryFile.open(file())) {
            Memory memory = file.load();
            BitSet words = new BitSet();
            memory.number(memory.fingerprinter(), bytes("never tried"));
            words.set(memory.number(memory.fingerprinter(), bytes("kestrel")));
            Remembered remembered = new Remembered(
                    new Progress(words, 3, 7, 4, Progress.ALL, 9),
                    Optional.of(new KnownMatch(
                            Origin.USER_NAME,
                            "ke****",
                            new PasswordShape(7, 1, 1),
                            "choose another",
                            memory.fingerprinter().of("group", bytes("kestrel")),
                            Optional.of(PasswordDigest.of(bytes("kestrel"))),
                            Optional.of(LocalDate.of(2026, 1, 2)))),
                    TODAY);
            memory.put(ANNA, remembered);
            memory.save(TODAY);
            return remembered;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
