package dev.watchword.rootfs;

import java.time.Instant;

/**
 * What a root file system tells of a file without reading it.
 *
 * @param path the absolute path asked for
 * @param realPath the path inside the root that it led to, without links, {@code .} and {@code ..}; two paths that lead to
 *     one file through links have it in common
 * @param kind what stands there after links were resolved inside the root
 * @param size length in bytes as the file system says it; a hint, never trusted as a bound
 * @param modified time of the last change of content
 * @param uid owner, or -1 when the file system has none
 */
public record FileInfo(String path, String realPath, FileKind kind, long size, Instant modified, int uid) {}
