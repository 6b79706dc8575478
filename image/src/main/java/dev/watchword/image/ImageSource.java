package dev.watchword.image;

import java.io.IOException;
import java.util.List;

/** Something that holds images: an archive, a folder, a reference to a registry. The opener closes it. */
public interface ImageSource extends AutoCloseable {

    /** The images in it, in its order, and what is there but cannot be read. */
    List<Found> images();

    @Override
    void close() throws IOException;

    /** One image of a source. */
    sealed interface Found {

        /** It can be looked into. */
        record Readable(Image image) implements Found {}

        /**
         * It cannot.
         *
         * @param name which one
         * @param reason what was found and what was expected
         */
        record Refused(String name, String reason) implements Found {}
    }
}
