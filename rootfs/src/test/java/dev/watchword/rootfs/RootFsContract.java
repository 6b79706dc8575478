package dev.watchword.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every root file system keeps to, those of other rooms too. A subclass says how a folder's content becomes its root. */
public abstract class RootFsContract {

    @TempDir
    protected Path outside;

    protected Path tree;

    /** A root that shows what {@code folder} holds at the time of the call. */
    protected abstract RootFs rootOf(Path folder);

    @BeforeEach
    void emptyTree() throws IOException {
        tree = Files.createDirectory(outside.resolve("root"));
        Files.createDirectory(tree.resolve("etc"));
        Files.writeString(outside.resolve("secret"), "outside");
    }

    private RootFs root() {
        return rootOf(tree);
    }

    String text(String path) {
        try (BoundedInput input = assertInstanceOf(
                        RootFs.Opened.File.class, root().open(path, FileLimits.CONFIGURATION))
                .input()) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    Unreadable refusal(String path) {
        return assertInstanceOf(RootFs.Opened.Refused.class, root().open(path, FileLimits.CONFIGURATION))
                .why();
    }

    void link(String at, String target) throws IOException {
        Files.createSymbolicLink(tree.resolve(at), Path.of(target));
    }

    @Test
    void readsAFile() throws IOException {
        Files.writeString(tree.resolve("etc/shadow"), "root:*:\n");
        assertEquals("root:*:\n", text("/etc/shadow"));
    }

    @Test
    void passesOverDotsAndDoubledSlashes() throws IOException {
        Files.writeString(tree.resolve("etc/shadow"), "here");
        assertEquals("here", text("//etc/./../etc//shadow"));
    }

    @Test
    void parentOfTheRootIsTheRoot() throws IOException {
        Files.writeString(tree.resolve("secret"), "inside");
        assertEquals("inside", text("/../../etc/../../secret"));
    }

    @Test
    void tellsWhatStandsAtAPath() throws IOException {
        Files.writeString(tree.resolve("etc/shadow"), "12345");
        Instant modified = Instant.parse("2024-02-03T04:05:06Z");
        Files.setLastModifiedTime(tree.resolve("etc/shadow"), java.nio.file.attribute.FileTime.from(modified));
        link("now", "etc/shadow");
        FileInfo info = found("/now");
        assertEquals("/now", info.path());
        assertEquals("/etc/shadow", info.realPath());
        assertEquals(FileKind.REGULAR, info.kind());
        assertEquals(5, info.size());
        assertEquals(modified, info.modified());
        assertEquals(Files.getAttribute(tree.resolve("etc/shadow"), "unix:uid"), info.uid());
    }

    @Test
    void tellsTheRootItself() {
        assertEquals(FileKind.FOLDER, found("/").kind());
        assertEquals("/", found("/etc/..").realPath());
    }

    @Test
    void missingIsToldApart() {
        assertInstanceOf(Unreadable.Missing.class, refusal("/etc/nothing"));
        assertInstanceOf(Unreadable.Missing.class, refusal("/no/such/folder"));
        assertInstanceOf(
                Unreadable.Missing.class,
                assertInstanceOf(RootFs.Stat.Refused.class, root().stat("/etc/nothing"))
                        .why());
    }

    @Test
    void whatIsBelowAFileIsMissing() throws IOException {
        Files.writeString(tree.resolve("etc/file"), "");
        assertInstanceOf(Unreadable.Missing.class, refusal("/etc/file/below"));
        assertInstanceOf(Unreadable.Missing.class, refusal("/etc/file/.."));
    }

    @Test
    void refusesToOpenAFolder() {
        assertEquals(new Unreadable.WrongKind(FileKind.FOLDER), refusal("/etc"));
        assertEquals(new Unreadable.WrongKind(FileKind.FOLDER), refusal("/"));
    }

    @Test
    void neverOpensAFifo() throws Exception {
        Path fifo = tree.resolve("etc/shadow");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertEquals(new Unreadable.WrongKind(FileKind.SPECIAL), refusal("/etc/shadow")));
    }

    @Test
    void followsRelativeLinks() throws IOException {
        Files.writeString(tree.resolve("etc/real"), "found");
        link("etc/link", "../etc/real");
        assertEquals("found", text("/etc/link"));
    }

    @Test
    void followsLinkedFolders() throws IOException {
        Files.createDirectories(tree.resolve("usr/etc"));
        Files.writeString(tree.resolve("usr/etc/file"), "found");
        link("alias", "usr/etc");
        assertEquals("found", text("/alias/file"));
        assertEquals("/usr/etc/file", found("/alias/file").realPath());
    }

    @Test
    void absoluteLinksStartAtThisRoot() throws IOException {
        Files.writeString(tree.resolve("etc/real"), "found");
        link("etc/link", "/etc/real");
        assertEquals("found", text("/etc/link"));
    }

    @Test
    void linksDoNotLeadOut() throws IOException {
        link("etc/absolute", outside.resolve("secret").toString());
        link("etc/relative", "../../secret");
        link("etc/deep", "../../../../../../../../../../.." + outside.resolve("secret"));
        link("etc/folder", "../..");
        assertInstanceOf(Unreadable.Missing.class, refusal("/etc/absolute"));
        assertInstanceOf(Unreadable.Missing.class, refusal("/etc/relative"));
        assertInstanceOf(Unreadable.Missing.class, refusal("/etc/deep"));
        assertInstanceOf(Unreadable.Missing.class, refusal("/etc/folder/secret"));
    }

    @Test
    void brokenLinkIsMissing() throws IOException {
        link("etc/link", "nothing");
        assertInstanceOf(Unreadable.Missing.class, refusal("/etc/link"));
    }

    @Test
    void linkLoopsEnd() throws IOException {
        link("etc/a", "b");
        link("etc/b", "a");
        link("etc/self", "self/self");
        assertInstanceOf(Unreadable.BadPath.class, refusal("/etc/a"));
        assertInstanceOf(Unreadable.BadPath.class, refusal("/etc/self"));
    }

    @Test
    void followsFortyLinksAndNoMore() throws IOException {
        Files.writeString(tree.resolve("etc/link0"), "found");
        for (int i = 1; i <= 41; i++) {
            link("etc/link" + i, "link" + (i - 1));
        }
        assertEquals("found", text("/etc/link40"));
        assertInstanceOf(Unreadable.BadPath.class, refusal("/etc/link41"));
    }

    @Test
    void refusesPathsThatAreNone() {
        assertInstanceOf(Unreadable.BadPath.class, refusal("/etc/\0"));
        assertInstanceOf(Unreadable.BadPath.class, refusal("/" + "n".repeat(256)));
        assertInstanceOf(Unreadable.BadPath.class, refusal("/n".repeat(4096)));
    }

    @Test
    void listsAFolderSorted() throws IOException {
        for (String name : List.of("b", "a", ".hidden", "c")) {
            Files.writeString(tree.resolve("etc").resolve(name), "");
        }
        RootFs.Listed.Entries all = listed("/etc", 10);
        assertEquals(List.of(".hidden", "a", "b", "c"), all.names());
        assertFalse(all.cut());
    }

    @Test
    void saysWhenAListIsCut() throws IOException {
        for (int i = 0; i < 5; i++) {
            Files.writeString(tree.resolve("etc/f" + i), "");
        }
        assertFalse(listed("/etc", 5).cut());
        assertTrue(listed("/etc", 4).cut());
        assertEquals(4, listed("/etc", 4).names().size());
    }

    @Test
    void listsOnlyFolders() throws IOException {
        Files.writeString(tree.resolve("etc/file"), "");
        link("alias", "etc");
        assertEquals(
                new RootFs.Listed.Refused(new Unreadable.WrongKind(FileKind.REGULAR)), root().list("/etc/file", 9));
        assertInstanceOf(RootFs.Listed.Refused.class, root().list("/none", 9));
        assertEquals(List.of("file"), listed("/alias", 9).names());
    }

    @Test
    void readsNoFurtherThanTheLimit() throws IOException {
        Files.writeString(tree.resolve("etc/file"), "0123456789");
        RootFs.Opened.File opened =
                assertInstanceOf(RootFs.Opened.File.class, root().open("/etc/file", new FileLimits(4, 100)));
        try (BoundedInput input = opened.input()) {
            assertEquals("0123", new String(input.readAllBytes(), StandardCharsets.US_ASCII));
            assertTrue(input.exceeded());
        }
    }

    FileInfo found(String path) {
        return assertInstanceOf(RootFs.Stat.Found.class, root().stat(path)).info();
    }

    private RootFs.Listed.Entries listed(String path, int maxEntries) {
        return assertInstanceOf(RootFs.Listed.Entries.class, root().list(path, maxEntries));
    }
}
