package dev.watchword.image.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.image.Image;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.ImageSource;
import dev.watchword.image.source.LocalImages;
import dev.watchword.rootfs.FileKind;
import dev.watchword.rootfs.FolderRootFs;
import dev.watchword.rootfs.Interest;
import dev.watchword.rootfs.RootFs;
import dev.watchword.testing.Command;
import dev.watchword.testing.DebianPackage;
import dev.watchword.testing.OciLayout;
import dev.watchword.testing.TarBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What umoci unpacks is what a container of the image starts with, and it is what we show. */
class UmociIT {

    @TempDir
    Path work;

    private record Case(String name, List<TarBuilder> layers) {
        static Case of(String name, TarBuilder... layers) {
            return new Case(name, List.of(layers));
        }
    }

    private static TarBuilder tar() {
        return new TarBuilder();
    }

    private static TarBuilder etc() {
        return tar().folder("etc")
                .file("etc/passwd", "root:x:0:0::/root:/bin/sh\n")
                .file("etc/shadow", "root:*:::::::\n")
                .folder("etc/d")
                .file("etc/d/one", "1")
                .folder("etc/d/e")
                .file("etc/d/e/two", "2")
                .symbolicLink("etc/link", "d/e/two")
                .symbolicLink("alias", "etc/d");
    }

    private static List<Case> cases() {
        return List.of(
                Case.of("no layer over it", etc()),
                Case.of("a file hidden", etc(), tar().whiteout("etc/shadow")),
                Case.of("a folder hidden", etc(), tar().whiteout("etc/d")),
                Case.of("a link hidden", etc(), tar().whiteout("etc/link")),
                Case.of("a file hidden in a folder", etc(), tar().whiteout("etc/d/e/two")),
                Case.of("what is not there hidden", etc(), tar().whiteout("etc/none")),
                Case.of("a file replaced", etc(), tar().file("etc/shadow", "new")),
                Case.of(
                        "a file hidden and written",
                        etc(),
                        tar().whiteout("etc/shadow").file("etc/shadow", "new")),
                Case.of(
                        "a file written and hidden",
                        etc(),
                        tar().file("etc/shadow", "new").whiteout("etc/shadow")),
                Case.of(
                        "a folder written and hidden",
                        etc(),
                        tar().file("etc/d/new", "3").whiteout("etc/d")),
                Case.of(
                        "a folder hidden and written",
                        etc(),
                        tar().whiteout("etc/d").file("etc/d/new", "3")),
                Case.of("an opaque folder", etc(), tar().folder("etc").opaque("etc")),
                Case.of(
                        "an opaque folder first",
                        etc(),
                        tar().folder("etc").opaque("etc").file("etc/new", "3")),
                Case.of(
                        "an opaque folder last",
                        etc(),
                        tar().folder("etc").file("etc/new", "3").opaque("etc")),
                Case.of(
                        "an opaque folder with folders written before",
                        etc(),
                        tar().folder("etc")
                                .folder("etc/d")
                                .file("etc/d/new", "3")
                                .opaque("etc")),
                Case.of("an opaque folder within", etc(), tar().folder("etc/d").opaque("etc/d")),
                Case.of(
                        "an opaque folder and a file hidden",
                        etc(),
                        tar().opaque("etc/d").whiteout("etc/shadow")),
                Case.of("back in a third layer", etc(), tar().whiteout("etc/d"), tar().file("etc/d/back", "4")),
                Case.of("hidden twice", etc(), tar().whiteout("etc/d"), tar().whiteout("etc/d")),
                Case.of("a folder by a file", etc(), tar().file("etc/d", "file")),
                Case.of("a file by a folder", etc(), tar().folder("etc/shadow").file("etc/shadow/x", "5")),
                Case.of("a link by a file", etc(), tar().file("etc/link", "file")),
                Case.of("a file by a link", etc(), tar().symbolicLink("etc/shadow", "passwd")),
                Case.of("a file below a linked folder", etc(), tar().file("alias/through", "6")),
                Case.of("a file hidden below a linked folder", etc(), tar().whiteout("alias/one")),
                Case.of("a hard link", etc(), tar().file("etc/new", "7").hardLink("etc/shadow", "etc/new")),
                Case.of("a hard link into a lower layer", etc(), tar().hardLink("etc/hard", "etc/shadow")),
                Case.of(
                        "a hard link to what is replaced",
                        etc(),
                        tar().hardLink("etc/hard", "etc/shadow"),
                        tar().file("etc/shadow", "8")),
                Case.of("written twice", etc(), tar().file("etc/shadow", "9").file("etc/shadow", "10")),
                Case.of("an absolute path", etc(), tar().file("/etc/shadow", "11")),
                Case.of("a path with dots", etc(), tar().file("./etc/./shadow", "12")));
    }

    @TestFactory
    Stream<DynamicTest> showsWhatUmociUnpacks() {
        DebianPackage.UMOCI.require();
        return cases().stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> compare(one)));
    }

    private void compare(Case one) throws IOException {
        Path place = work.resolve(one.name().replace(' ', '-'));
        OciLayout layout = OciLayout.in(place.resolve("image"));
        one.layers().forEach(layer -> layout.layer(layer, "test"));
        layout.write();
        Path bundle = place.resolve("bundle");
        Command.of("umoci", "unpack", "--image", layout.folder() + ":latest", bundle.toString())
                .runOrFail();
        List<String> theirs = listing(FolderRootFs.at(bundle.resolve("rootfs")));
        List<String> ours = new ArrayList<>();
        try (LocalImages images = LocalImages.open(layout.folder(), ImageLimits.DEFAULT, platform -> true)) {
            Image image = ((ImageSource.Found.Readable) images.images().getFirst()).image();
            List<String> incomplete = LayerStack.view(
                    image, Interest.NONE, LayerCache.none(), ImageLimits.DEFAULT, new LayerStack.Viewer() {
                        @Override
                        public void earlier(LayeredRootFs view) {
                            // only the last state is compared
                        }

                        @Override
                        public void shown(LayeredRootFs view) {
                            ours.addAll(listing(view));
                        }
                    });
            assertEquals(List.of(), incomplete);
        }
        assertEquals(theirs, ours);
    }

    private static List<String> listing(RootFs root) {
        List<String> lines = new ArrayList<>();
        list(root, "", lines);
        return lines;
    }

    private static void list(RootFs root, String folder, List<String> lines) {
        if (!(root.list(folder.isEmpty() ? "/" : folder, 1_000) instanceof RootFs.Listed.Entries entries)) {
            lines.add(folder + " cannot be listed");
            return;
        }
        for (String name : entries.names()) {
            String path = folder + "/" + name;
            if (!(root.stat(path) instanceof RootFs.Stat.Found found)) {
                lines.add(path + " leads nowhere");
                continue;
            }
            String real = found.info().realPath();
            lines.add(path + " " + found.info().kind() + " " + real + " "
                    + (found.info().kind() == FileKind.REGULAR ? Roots.textOrNull(root, path) : ""));
            if (found.info().kind() == FileKind.FOLDER && real.equals(path)) {
                list(root, path, lines);
            }
        }
    }
}
