package dev.watchword.image.tar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.LimitReached;
import dev.watchword.testing.Command;
import dev.watchword.testing.TarBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarReaderTest {

    private static final byte[] ZEROS = new byte[512];

    private static List<TarEntry> entries(byte[] archive) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(archive), ImageLimits.DEFAULT);
        List<TarEntry> entries = new ArrayList<>();
        for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
            entries.add(entry);
        }
        return entries;
    }

    private static List<String> paths(byte[] archive) throws IOException {
        return entries(archive).stream().map(TarEntry::path).toList();
    }

    private static String failure(byte[] archive) {
        return assertThrows(ImageFailure.class, () -> entries(archive)).reason();
    }

    @Test
    void readsEveryKind() throws IOException {
        byte[] archive = new TarBuilder()
                .folder("etc")
                .file("etc/shadow", "root:x:\n")
                .symbolicLink("etc/link", "shadow")
                .hardLink("etc/hard", "etc/shadow")
                .entry('3', "dev/null", "", 0)
                .bytes();
        List<TarEntry> entries = entries(archive);
        assertEquals(
                List.of(TarKind.FOLDER, TarKind.REGULAR, TarKind.SYMBOLIC_LINK, TarKind.HARD_LINK, TarKind.SPECIAL),
                entries.stream().map(TarEntry::kind).toList());
        TarEntry shadow = entries.get(1);
        assertEquals(new TarEntry("etc/shadow", TarKind.REGULAR, 8, 1024, "", 1_704_067_200, 0), shadow);
        assertEquals("shadow", entries.get(2).link());
        assertEquals("etc/shadow", entries.get(3).link());
    }

    @Test
    void givesTheContentOfTheEntryThatItStandsAt() throws IOException {
        byte[] archive = new TarBuilder().file("a", "first").file("b", "second").bytes();
        TarReader reader = new TarReader(new ByteArrayInputStream(archive), ImageLimits.DEFAULT);
        reader.next();
        TarEntry second = Objects.requireNonNull(reader.next());
        assertEquals("second", new String(reader.content((int) second.size()), StandardCharsets.UTF_8));
        assertEquals(null, reader.next());
    }

    /** Names that only extended headers can hold, as GNU tar and Apache Commons Compress write them. */
    @Test
    void agreesWithGnuTarAndCommonsCompressOnLongNames(@TempDir Path folder) throws IOException {
        String deep = "d".repeat(90) + "/" + "e".repeat(90) + "/" + "f".repeat(200);
        String odd = "ümlaut and space";
        Files.createDirectories(folder.resolve(deep).getParent());
        Files.writeString(folder.resolve(deep), "deep");
        Files.writeString(folder.resolve(odd), "odd");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("t".repeat(150)));
        for (String format : List.of("gnu", "pax", "oldgnu", "posix")) {
            Path archive = Files.createTempFile("watchword", ".tar");
            try {
                Command.of(
                                "tar",
                                "--format=" + format,
                                "--sort=name",
                                "-cf",
                                archive.toString(),
                                "-C",
                                folder.toString(),
                                ".")
                        .runOrFail();
                byte[] bytes = Files.readAllBytes(archive);
                assertEquals(theirs(bytes), ours(bytes), format);
            } finally {
                Files.delete(archive);
            }
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(written)) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            out.putArchiveEntry(new TarArchiveEntry(deep + "/"));
            out.closeArchiveEntry();
        }
        assertEquals(theirs(written.toByteArray()), ours(written.toByteArray()));
    }

    private static List<String> ours(byte[] archive) throws IOException {
        return entries(archive).stream()
                .map(entry -> entry.path() + " " + entry.size() + " " + entry.link() + " " + entry.modified() + " "
                        + entry.uid())
                .toList();
    }

    private static List<String> theirs(byte[] archive) throws IOException {
        List<String> entries = new ArrayList<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(archive), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add(entry.getName() + " " + entry.getSize() + " " + entry.getLinkName() + " "
                        + entry.getLastModifiedTime().toInstant().getEpochSecond() + " " + entry.getLongUserId());
            }
        }
        return entries;
    }

    @Test
    void extendedHeadersGoBeforeTheHeader() throws IOException {
        byte[] archive = new TarBuilder()
                .extended("path=etc/shadow", "size=5", "uid=7", "mtime=1.9")
                .entry('0', "harmless", "", 0)
                .raw("12345".getBytes(StandardCharsets.US_ASCII))
                .raw(new byte[507])
                .file("next", "")
                .bytes();
        assertEquals(
                new TarEntry("etc/shadow", TarKind.REGULAR, 5, 1536, "", 1, 7),
                entries(archive).getFirst());
        assertEquals(List.of("etc/shadow", "next"), paths(archive));
    }

    @Test
    void extendedHeadersForAllNameNoEntry() throws IOException {
        byte[] archive = new TarBuilder()
                .extended('g', "path=elsewhere")
                .file("etc/shadow", "")
                .bytes();
        assertEquals(List.of("etc/shadow"), paths(archive));
    }

    @Test
    void gnuLongNamesGoBeforeExtendedHeaders() throws IOException {
        byte[] archive = new TarBuilder()
                .extended("path=from-pax")
                .gnuLong('L', "from-gnu")
                .gnuLong('K', "target")
                .symbolicLink("short", "x")
                .bytes();
        assertEquals("from-gnu", entries(archive).getFirst().path());
        assertEquals("target", entries(archive).getFirst().link());
    }

    /** As Go's archive/tar has it: the size field of a link moves nothing. */
    @Test
    void linksHaveNoContentWhateverTheySay() throws IOException {
        byte[] archive = new TarBuilder()
                .entry('1', "hard", "target", 512)
                .file("seen", "")
                .bytes();
        assertEquals(List.of("hard", "seen"), paths(archive));
    }

    /** Before types, a slash told a folder, which has no content: what follows is an entry. Any other type is what it says. */
    @Test
    void aSlashMakesAFolderOfAnEntryWithoutATypeOnly() throws IOException {
        byte[] archive = new TarBuilder()
                .entry('\0', "opt/", "", 1_024)
                .file("etc/shadow", "x")
                .entry('0', "etc/passwd/", "", 0)
                .bytes();
        assertEquals(List.of("opt/", "etc/shadow", "etc/passwd/"), paths(archive));
        assertEquals(
                List.of(TarKind.FOLDER, TarKind.REGULAR, TarKind.REGULAR),
                entries(archive).stream().map(TarEntry::kind).toList());
    }

    /** As Go's archive/tar has it (readGNUSparsePAXHeaders): a name alone, or a version that nobody knows, renames nothing. */
    @Test
    void aSparseNameRenamesSparseEntriesOnly() throws IOException {
        for (String[] records : new String[][] {
            {"GNU.sparse.name=usr/share/doc/x"},
            {"GNU.sparse.name=usr/share/doc/x", "GNU.sparse.major=2", "GNU.sparse.minor=0", "GNU.sparse.map=0,1"},
            {"GNU.sparse.name=usr/share/doc/x", "GNU.sparse.minor=1"}
        }) {
            byte[] archive = new TarBuilder()
                    .extended(records)
                    .file("etc/shadow", "root")
                    .bytes();
            assertEquals("etc/shadow", entries(archive).getFirst().path());
            assertEquals(TarKind.REGULAR, entries(archive).getFirst().kind());
        }
        byte[] mapped = new TarBuilder()
                .extended("GNU.sparse.name=etc/shadow", "GNU.sparse.map=0,4")
                .gnuLong('L', "usr/share/doc/x")
                .file("other", "root")
                .bytes();
        assertEquals("etc/shadow", entries(mapped).getFirst().path());
        assertEquals(TarKind.SPARSE, entries(mapped).getFirst().kind());
    }

    @Test
    void refusesASparseEntryWithoutContent() {
        byte[] archive = new TarBuilder()
                .extended("GNU.sparse.major=1", "GNU.sparse.minor=0")
                .folder("etc")
                .bytes();
        assertEquals("a tar entry without content is said to be sparse", failure(archive));
    }

    /** As Go's archive/tar has it: a prefix where GNU's format has times counts when these are no numbers. */
    @Test
    void takesThePrefixThatAnOldWriterPutWhereGnuHasTimes() throws IOException {
        assertEquals(List.of("etc/shadow"), paths(gnu("shadow", "etc")));
        assertEquals(List.of("shadow"), paths(gnu("shadow", "00000000017")));
        assertEquals(List.of("shadow"), paths(gnu("shadow", "")));
        assertEquals(List.of("shadow"), paths(gnu("shadow", "\u00e9tc")));
    }

    private static byte[] gnu(String name, String prefix) {
        byte[] archive = new TarBuilder().file(name, "").bytes();
        byte[] magic = "ustar  \0".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, archive, 257, magic.length);
        byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, archive, 345, bytes.length);
        return checked(archive);
    }

    /** With the checksum of its first header made right. */
    private static byte[] checked(byte[] archive) {
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? ' ' : archive[i] & 0xff;
        }
        byte[] digits = "%06o".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, archive, 148, 6);
        return archive;
    }

    @Test
    void endsWithoutAnEnd() throws IOException {
        assertEquals(List.of("a"), paths(new TarBuilder().file("a", "x").cut()));
        assertEquals(List.of(), paths(new byte[0]));
    }

    /** As umoci-insert(1) leaves it, and as Go's archive/tar reads it. */
    @Test
    void endsInThePaddingOfTheLastEntry() throws IOException {
        byte[] archive = new TarBuilder().file("a", "12345").cut();
        assertEquals(List.of("a"), paths(java.util.Arrays.copyOf(archive, 512 + 5)));
        assertEquals(List.of("a"), paths(java.util.Arrays.copyOf(archive, 512 + 9)));
        assertTrue(failure(java.util.Arrays.copyOf(archive, 512 + 4)).contains("in the middle of an entry"));
    }

    @Test
    void refusesWhatGoesOnAfterABlockOfZeros() {
        byte[] archive =
                new TarBuilder().file("a", "").raw(ZEROS).file("hidden", "").bytes();
        assertEquals("a tar archive goes on after a block of zeros", failure(archive));
    }

    @Test
    void refusesAWrongChecksum() {
        byte[] archive = new TarBuilder().file("a", "").bytes();
        archive[0] = 'b';
        assertEquals("a tar header's checksum is wrong", failure(archive));
    }

    @Test
    void refusesACutEntry() {
        byte[] archive = new TarBuilder().file("a", "x".repeat(2_000)).cut();
        assertEquals("a tar archive ends in the middle of an entry", failure(java.util.Arrays.copyOf(archive, 1_000)));
    }

    @Test
    void refusesSizesThatAreNone() {
        byte[] huge = {(byte) 0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        byte[] negative = new byte[12];
        java.util.Arrays.fill(negative, (byte) 0xff);
        assertTrue(failure(new TarBuilder().entryOfSize('0', "a", huge).bytes()).contains("beyond 63 bits"));
        assertTrue(failure(new TarBuilder().entryOfSize('0', "a", negative).bytes())
                .contains("negative size"));
        assertTrue(failure(new TarBuilder()
                        .entryOfSize('0', "a", "9".getBytes(StandardCharsets.US_ASCII))
                        .bytes())
                .contains("a number that is none"));
        assertTrue(failure(new TarBuilder().extended("size=-1").file("a", "").bytes())
                .contains("negative size"));
    }

    @Test
    void readsBinaryNumbers() throws IOException {
        byte[] five = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5};
        byte[] archive = new TarBuilder()
                .entryOfSize('0', "a", five)
                .raw(ZEROS)
                .file("b", "")
                .bytes();
        assertEquals(List.of("a", "b"), paths(archive));
    }

    @Test
    void refusesExtendedHeadersBeyondTheirLimit() {
        byte[] name = new TarBuilder().entry('L', "x", "", 7_000_000_000L).bytes();
        byte[] records = new TarBuilder().entry('x', "x", "", (1 << 20) + 1).bytes();
        assertInstanceOf(LimitReached.class, assertThrows(ImageFailure.class, () -> entries(name)));
        assertInstanceOf(LimitReached.class, assertThrows(ImageFailure.class, () -> entries(records)));
    }

    @Test
    void refusesMalformedExtendedHeaders() {
        for (String body : List.of(
                "5 a=b\n", "99 a=b\n", "x a=b\n", "6 a=b!", "5 ab\n", "99999999999 a=b\n", "0 a=b\n", "6 path")) {
            byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
            byte[] archive = new TarBuilder()
                    .entry('x', "pax", "", bytes.length)
                    .raw(java.util.Arrays.copyOf(bytes, 512))
                    .file("a", "")
                    .bytes();
            assertEquals("an extended tar header is malformed", failure(archive), body);
        }
    }

    @Test
    void aNameEndsAtNoHiddenZero() {
        byte[] archive = new TarBuilder()
                .extended("path=etc/passwd\0hidden")
                .file("a", "")
                .bytes();
        assertEquals("an extended tar header is malformed", failure(archive));
    }

    /** Ten kilobytes that a reader which fills in the holes turns into gigabytes of zeros. */
    @Test
    void holesAreNotFilled() throws IOException {
        byte[] pax1 = new TarBuilder()
                .extended(
                        "GNU.sparse.major=1",
                        "GNU.sparse.minor=0",
                        "GNU.sparse.name=etc/shadow",
                        "GNU.sparse.realsize=10737418240")
                .file("GNUSparseFile.0/shadow", "1\n0\n1\n")
                .bytes();
        assertEquals(
                new TarEntry("etc/shadow", TarKind.SPARSE, 6, 1536, "", 1_704_067_200, 0),
                entries(pax1).getFirst());
        byte[] old = new TarBuilder().entry('S', "etc/shadow", "", 0).bytes();
        assertEquals(TarKind.SPARSE, entries(old).getFirst().kind());
    }

    @Test
    void agreesWithGnuTarOnSparseFiles(@TempDir Path folder) throws IOException {
        Path sparse = folder.resolve("sparse");
        Command.of("dd", "if=/dev/zero", "of=" + sparse, "bs=1", "count=1", "seek=8M", "status=none")
                .runOrFail();
        byte[] manyHoles = new byte[200 * 8192];
        for (int i = 0; i < manyHoles.length; i += 16384) {
            manyHoles[i] = 1;
        }
        Files.write(folder.resolve("holes-1"), manyHoles);
        Command.of("cp", "--sparse=always", folder.resolve("holes-1").toString(), folder + "/holes-2")
                .runOrFail();
        Files.writeString(folder.resolve("zlast"), "seen");
        for (String format : List.of("gnu", "pax")) {
            Path archive = Files.createTempFile("watchword", ".tar");
            try {
                Command.of(
                                "tar",
                                "--format=" + format,
                                "--sparse",
                                "--sort=name",
                                "-cf",
                                archive.toString(),
                                "-C",
                                folder.toString(),
                                ".")
                        .runOrFail();
                List<String> names = paths(Files.readAllBytes(archive));
                assertEquals(List.of("./", "./holes-1", "./holes-2", "./sparse", "./zlast"), names, format);
            } finally {
                Files.delete(archive);
            }
        }
    }

    @Test
    void keepsBytesThatAreNoText() throws IOException {
        byte[] archive = new TarBuilder().file("aaa", "").bytes();
        archive[1] = (byte) 0xe9;
        assertEquals(List.of("a\u00e9a"), paths(checked(archive)));
        assertArrayEquals("a\u00e9a".getBytes(StandardCharsets.ISO_8859_1), java.util.Arrays.copyOf(archive, 3));
    }
}
