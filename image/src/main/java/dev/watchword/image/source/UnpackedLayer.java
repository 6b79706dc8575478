package dev.watchword.image.source;

import dev.watchword.image.ImageFailure;
import dev.watchword.image.ImageLimits;
import dev.watchword.image.layer.Compression;
import dev.watchword.rootfs.FileLimits;
import dev.watchword.rootfs.RootFs;
import java.io.IOException;
import java.io.InputStream;

/**
 * A layer whose files a local store has unpacked.
 *
 * @param recipe path in the store of what makes the archive of them again ({@link TarSplit}), packed with gzip
 * @param folder path in the store of the folder with the files
 */
record UnpackedLayer(String recipe, String folder) {

    private static final FileLimits ANY_LENGTH = new FileLimits(Long.MAX_VALUE, 1);

    /** The layer's tar archive from its start, not verified. The caller closes it. */
    InputStream open(RootFs store, ImageLimits limits) throws IOException {
        RootFs files = store.folder(folder)
                .orElseThrow(() -> new ImageFailure("the folder of the layer's files is not there, or not readable"));
        try {
            return new TarSplit(recipe(store, limits), new FolderShelf(files), limits);
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    private InputStream recipe(RootFs store, ImageLimits limits) throws IOException {
        return switch (store.open(recipe, ANY_LENGTH)) {
            case RootFs.Opened.File file -> unpacked(file, limits);
            case RootFs.Opened.Refused refused ->
                throw new ImageFailure("the recipe of the layer's archive (tar-split): "
                        + refused.why().reason());
        };
    }

    private static InputStream unpacked(RootFs.Opened.File file, ImageLimits limits) throws IOException {
        try {
            return new UnpackedArchive(
                    Compression.unpacked(file.input()), file.info().size(), limits);
        } catch (IOException e) {
            file.input().close();
            throw e;
        }
    }
}
