package dev.watchword.image.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Files of an image by their names: of a folder, or of an archive. */
interface Shelf extends AutoCloseable {

    /** The file's bytes; empty when there is no such file. The caller closes the stream. */
    Optional<InputStream> open(String path) throws IOException;

    @Override
    default void close() throws IOException {}
}
