package dev.watchword.image.layer;

import dev.watchword.image.Digest;
import java.util.Optional;

/**
 * Layers that were read, by the digest that they were verified against. Whoever scans an image again, with other words or
 * other readers, asks here first; only files that nobody has asked for yet make a layer be read again. Safe for
 * concurrent use.
 */
public interface LayerCache {

    Optional<LayerContents> get(Digest layer);

    /**
     * Offers a layer that was read to its end and verified; it may be kept or not.
     */
    void put(Digest layer, LayerContents contents);

    /** A cache in memory that holds about so many bytes and forgets first what was not asked for longest. */
    static LayerCache inMemory(long bytes) {
        return new MemoryCache(bytes);
    }

    /** Keeps nothing. */
    static LayerCache none() {
        return new MemoryCache(0);
    }
}
