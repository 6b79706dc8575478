package dev.watchword.image;

import java.util.List;

/**
 * An image whose manifest and configuration were read; its layers are not yet.
 *
 * @param name what a person calls it: the reference, archive or folder, and what tells it from its neighbours there
 * @param digest the digest of its manifest, or of its configuration where there is no manifest
 * @param config what its configuration says
 * @param layers its layers, the lowest first
 * @param blobs where they are read
 */
public record Image(String name, Digest digest, ImageConfig config, List<Layer> layers, BlobSource blobs) {

    public Image {
        layers = List.copyOf(layers);
    }

    /** The configuration may hold passwords. */
    @Override
    public String toString() {
        return "Image[" + name + "]";
    }
}
