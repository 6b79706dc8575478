package dev.watchword.image;

import java.time.Duration;

/**
 * How much of an image is read at the most. Every limit that is reached leaves the scan incomplete under its name, and
 * the other layers and images are read all the same.
 *
 * @param layerBytes {@code layer_bytes}: bytes of one layer after decompression
 * @param ratio {@code ratio}: bytes out for each byte in, once a layer has given {@code ratioFloorBytes}
 * @param ratioFloorBytes output below which the ratio is not looked at: small layers may be all zeros
 * @param entries {@code entries}: entries of all layers of one image
 * @param pathBytes {@code path_length}: bytes of an entry's path
 * @param nameBytes {@code name_length}: bytes of one name in a path
 * @param depth {@code depth}: folders above an entry
 * @param metadataBytes {@code metadata}: bytes of one extended tar header
 * @param links {@code links}: symbolic links resolved for one path
 * @param layers {@code layers}: layers of one image
 * @param manifestBytes {@code manifest_bytes}: bytes of an index, a manifest or a configuration
 * @param manifests {@code manifests}: images of one reference, archive or folder
 * @param keptFileBytes a larger file is not kept while its layer is read, but read again when somebody asks for it
 * @param keptBytes what is kept of one layer; beyond it files are read again when somebody asks for them
 * @param fileBytes the most that a reader sees of one file, whatever it asks for
 * @param accounts {@code accounts}: accounts that a reader takes from one image
 * @param rereadBytes {@code rereads}: bytes read again for such files, after decompression, in one image
 * @param views {@code views}: earlier states of the file system that are looked at in one image
 * @param time {@code time}: time for one image, from its first layer on
 */
public record ImageLimits(
        long layerBytes,
        int ratio,
        long ratioFloorBytes,
        int entries,
        int pathBytes,
        int nameBytes,
        int depth,
        int metadataBytes,
        int links,
        int layers,
        int manifestBytes,
        int manifests,
        int keptFileBytes,
        long keptBytes,
        long fileBytes,
        int accounts,
        long rereadBytes,
        int views,
        Duration time) {

    /** For images as people build them, with room to spare; an image at every limit still fits into 512 MB of memory. */
    public static final ImageLimits DEFAULT = new ImageLimits(
            32L << 30,
            200,
            256L << 20,
            500_000,
            4_096,
            255,
            128,
            1 << 20,
            40,
            128,
            4 << 20,
            64,
            1 << 20,
            16L << 20,
            64L << 20,
            100_000,
            64L << 30,
            256,
            Duration.ofMinutes(15));
}
