/** Where container images are kept, and how scanners log in there. */
@NullMarked
package dev.watchword.server.registries;

import org.jspecify.annotations.NullMarked;
