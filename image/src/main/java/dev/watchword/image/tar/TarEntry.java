package dev.watchword.image.tar;

/**
 * The head of one entry of a tar archive, as it stands there: nothing in it is checked against a file system.
 *
 * @param path as found, UTF-8 or else Latin-1; may be absolute and hold {@code ..}
 * @param kind what it is
 * @param size bytes of content that follow in the archive
 * @param offset where the content begins in the archive
 * @param link target of a symbolic or hard link, {@code ""} otherwise
 * @param modified seconds since 1970
 * @param uid owner, or -1 when it is no usual number
 */
public record TarEntry(String path, TarKind kind, long size, long offset, String link, long modified, int uid) {}
