/** Scans of container images: what is asked for, and the jobs that scanners lease. */
@NullMarked
package dev.watchword.server.imagescans;

import org.jspecify.annotations.NullMarked;
