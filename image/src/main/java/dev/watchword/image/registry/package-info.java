/** Images in registries that speak the OCI Distribution API. */
@NullMarked
package dev.watchword.image.registry;

import org.jspecify.annotations.NullMarked;
