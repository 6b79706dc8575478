/** What scanners found in container images. */
@NullMarked
package dev.watchword.server.images;

import org.jspecify.annotations.NullMarked;
