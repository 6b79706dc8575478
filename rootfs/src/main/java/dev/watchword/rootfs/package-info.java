/** A root file system, read safely and within bounds: the only thing a store reader sees. */
@NullMarked
package dev.watchword.rootfs;

import org.jspecify.annotations.NullMarked;
