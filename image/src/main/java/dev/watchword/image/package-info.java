/**
 * A container image as a root file system: what a runtime would show of its layers, read as streams and never unpacked.
 * This room knows no accounts.
 */
@NullMarked
package dev.watchword.image;

import org.jspecify.annotations.NullMarked;
