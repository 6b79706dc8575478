package dev.watchword.image.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.testing.TarBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a stack of layers shows: OCI image specification, "Applying Changesets" and "Whiteouts". */
class WhiteoutTest {

    private static TarBuilder tar() {
        return new TarBuilder();
    }

    private static void assertShows(List<String> lines, TarBuilder... layers) {
        StackFixture stack = new StackFixture();
        for (TarBuilder layer : layers) {
            stack.layer(layer);
        }
        assertEquals(
                lines,
                stack.listing().stream()
                        .map(line -> line.replaceAll("\\(sha256:[0-9a-f]{12}\\)", "(LAYER)"))
                        .toList());
    }

    @Test
    void hidesAFile() {
        assertShows(
                List.of("/etc", "/etc/b = 2"),
                tar().folder("etc").file("etc/a", "1").file("etc/b", "2"),
                tar().whiteout("etc/a"));
    }

    @Test
    void hidesAFolderWithAllInIt() {
        assertShows(List.of("/etc"), tar().folder("etc").file("etc/d/e/f", "1"), tar().whiteout("etc/d"));
    }

    @Test
    void hidesNothingOfItsOwnLayerWhateverTheOrder() {
        assertShows(
                List.of("/etc", "/etc/a = new"),
                tar().file("etc/a", "old"),
                tar().file("etc/a", "new").whiteout("etc/a"));
        assertShows(
                List.of("/etc", "/etc/a = new"),
                tar().file("etc/a", "old"),
                tar().whiteout("etc/a").file("etc/a", "new"));
        assertShows(
                List.of("/etc", "/etc/d", "/etc/d/new = 2"),
                tar().file("etc/d/old", "1"),
                tar().file("etc/d/new", "2").whiteout("etc/d"));
    }

    @Test
    void opaqueFoldersHideWhatIsBelowThem() {
        assertShows(
                List.of("/etc", "/etc/b = 2", "/etc/d", "/etc/d/new = 3"),
                tar().file("etc/a", "1").file("etc/d/old", "2"),
                tar().file("etc/b", "2").file("etc/d/new", "3").opaque("etc"));
        assertShows(
                List.of("/etc", "/etc/b = 2"),
                tar().file("etc/a", "1"),
                tar().opaque("etc").file("etc/b", "2"));
    }

    @Test
    void opaqueRootHidesEverything() {
        assertShows(
                List.of("/b = 2"),
                tar().file("a", "1"),
                tar().file(".wh..wh..opq", "").file("b", "2"));
    }

    @Test
    void aWhiteoutWithoutAnythingToHideIsNothing() {
        assertShows(
                List.of("/a = 1"),
                tar().file("a", "1"),
                tar().whiteout("none").whiteout("no/such/file").opaque("x"));
    }

    @Test
    void hiddenFilesComeBackInLaterLayers() {
        assertShows(
                List.of("/etc", "/etc/a = 3"),
                tar().file("etc/a", "1"),
                tar().whiteout("etc/a"),
                tar().file("etc/a", "3"));
    }

    @Test
    void foldersMergeAndOtherKindsReplace() {
        assertShows(
                List.of("/d", "/d/a = 1", "/d/b = 2"),
                tar().folder("d").file("d/a", "1"),
                tar().folder("d").file("d/b", "2"));
        assertShows(List.of("/d = file"), tar().file("d/a", "1"), tar().file("d", "file"));
        assertShows(
                List.of("/d", "/d/a = 1"),
                tar().file("d", "file"),
                tar().folder("d").file("d/a", "1"));
    }

    @Test
    void aFolderTakesThePlaceOfALinkButNotBelowIt() {
        assertShows(
                List.of("/link", "/real", "/real/a = 1"),
                tar().folder("real").file("real/a", "1").symbolicLink("link", "real"),
                tar().folder("link"));
    }

    /** As every runtime does: an entry below a link to a folder stands in that folder. */
    @Test
    void entriesFollowLinksAboveThemInsideTheRoot() {
        assertShows(
                List.of("/etc", "/etc/shadow = planted", "/link"),
                tar().file("etc/shadow", "old").symbolicLink("link", "/etc"),
                tar().file("link/shadow", "planted"));
        assertShows(
                List.of("/etc", "/etc/shadow = planted", "/up"),
                tar().file("etc/shadow", "old").symbolicLink("up", "../../../etc"),
                tar().file("up/shadow", "planted"));
        assertShows(
                List.of("/etc", "/up"),
                tar().file("etc/shadow", "old").symbolicLink("up", "etc"),
                tar().whiteout("up/shadow"));
    }

    @Test
    void pathsDoNotLeadOut() {
        assertShows(
                List.of("/etc", "/etc/shadow = 3"),
                tar().file("/etc/shadow", "1"),
                tar().file("../../etc/shadow", "2"),
                tar().file("a/../etc/./shadow", "3"));
    }

    @Test
    void hardLinksAreTheFileThatTheyName() {
        assertShows(
                List.of("/a = new", "/b = old", "/etc", "/etc/shadow = old"),
                tar().file("a", "old").hardLink("b", "a").hardLink("etc/shadow", "/b"),
                tar().file("a", "new"));
    }

    @Test
    void hardLinksReachIntoLowerLayers() {
        assertShows(
                List.of("/b = old"),
                tar().file("a", "old"),
                tar().hardLink("b", "a").whiteout("a"));
    }

    @Test
    void oldMetadataOfAufsIsNoFile() {
        assertShows(
                List.of("/a = 1"),
                tar().file("a", "1"),
                tar().folder(".wh..wh.plnk").file(".wh..wh.aufs", ""));
    }

    @Test
    void whatHasNoPlaceIsTold() {
        assertShows(
                List.of(
                        "/a = 1",
                        "incomplete: layer 2 (LAYER): a hard link names a file that is not there: the entry is passed over",
                        "incomplete: layer 2 (LAYER): an entry stands below a file: the entry is passed over",
                        "incomplete: layer 2 (LAYER): a whiteout names no file: the entry is passed over"),
                tar().file("a", "1"),
                tar().hardLink("b", "none").file("a/below", "x").file(".wh...", ""));
    }
}
