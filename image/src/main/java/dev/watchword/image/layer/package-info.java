/** Layers: what they hold, and what a stack of them shows. */
@NullMarked
package dev.watchword.image.layer;

import org.jspecify.annotations.NullMarked;
