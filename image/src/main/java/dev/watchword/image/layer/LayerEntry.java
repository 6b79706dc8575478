package dev.watchword.image.layer;

import dev.watchword.image.tar.TarKind;

/**
 * One entry of a layer, its path made clean: without a leading slash, {@code .} and {@code ..}, empty for the root itself.
 *
 * @param path components joined by slashes
 * @param kind what it is
 * @param size bytes of content
 * @param offset where the content begins in the layer's archive
 * @param link target of a link as found
 * @param modified seconds since 1970
 * @param uid owner, or -1
 */
record LayerEntry(String path, TarKind kind, long size, long offset, String link, long modified, int uid) {}
