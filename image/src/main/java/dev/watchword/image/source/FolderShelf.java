package dev.watchword.image.source;

import dev.watchword.image.ImageFailure;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import dev.watchword.rootfs.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The files of a folder that somebody else may own: no link leads out of it, and only regular files are opened. */
final class FolderShelf implements Shelf {

    /** Length is bounded by whoever reads. */
    private static final FileLimits ANY_LENGTH = new FileLimits(Long.MAX_VALUE, 1);

    private final RootFs folder;

    FolderShelf(RootFs folder) {
        this.folder = folder;
    }

    @Override
    public Optional<InputStream> open(String path) throws IOException {
        return switch (folder.open("/" + path, ANY_LENGTH)) {
            case RootFs.Opened.File file -> Optional.of(file.input());
            case RootFs.Opened.Refused refused -> {
                if (refused.why() instanceof Unreadable.Missing) {
                    yield Optional.empty();
                }
                throw new ImageFailure(refused.why().reason());
            }
        };
    }

    @Override
    public void close() {
        folder.close();
    }
}
