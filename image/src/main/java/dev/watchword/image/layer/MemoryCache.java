package dev.watchword.image.layer;

import dev.watchword.image.Digest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Layers in memory, the one that was asked for longest ago forgotten first. */
final class MemoryCache implements LayerCache {

    private final long mostBytes;
    private final Map<Digest, LayerContents> layers = new LinkedHashMap<>(16, 0.75f, true);

    MemoryCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public synchronized Optional<LayerContents> get(Digest layer) {
        return Optional.ofNullable(layers.get(layer));
    }

    @Override
    public synchronized void put(Digest layer, LayerContents contents) {
        layers.put(layer, contents);
        long bytes = layers.values().stream().mapToLong(LayerContents::bytes).sum();
        Iterator<LayerContents> oldest = layers.values().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
