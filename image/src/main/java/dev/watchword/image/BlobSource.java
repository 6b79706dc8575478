package dev.watchword.image;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of an image's layers come from, as they are stored. */
public interface BlobSource {

    /** The layer's bytes from their start, never verified. The caller closes the stream. */
    InputStream open(Layer layer) throws IOException;
}
