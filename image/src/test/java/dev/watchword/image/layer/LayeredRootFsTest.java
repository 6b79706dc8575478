package dev.watchword.image.layer;

import dev.watchword.rootfs.RootFs;
import dev.watchword.rootfs.RootFsContract;
import dev.watchword.testing.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A folder packed by GNU tar as the one layer of an image. */
class LayeredRootFsTest extends RootFsContract {

    @Override
    protected RootFs rootOf(Path folder) {
        try {
            Path archive = Files.createTempFile("watchword", ".tar");
            try {
                Command.of("tar", "--numeric-owner", "-cf", archive.toString(), "-C", folder.toString(), ".")
                        .runOrFail();
                AtomicReference<RootFs> root = new AtomicReference<>();
                new StackFixture().layer(Files.readAllBytes(archive)).shown(root::set);
                return Objects.requireNonNull(root.get());
            } finally {
                Files.delete(archive);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
