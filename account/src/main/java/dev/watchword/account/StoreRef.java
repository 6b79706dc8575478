package dev.watchword.account;

import java.util.Optional;

/**
 * Where an account or a diagnostic stands.
 *
 * @param path absolute path of the store inside its root
 * @param line the line from 1, or 0 when the store has no lines
 * @param layer the layer that brought it, in a container image
 */
public record StoreRef(String path, int line, Optional<LayerRef> layer) {

    /** A place that is in no image. */
    public StoreRef(String path, int line) {
        this(path, line, Optional.empty());
    }

    @Override
    public String toString() {
        return line == 0 ? path : path + ":" + line;
    }
}
