/** How fast the server answers, measured on generated fleets; never part of what is delivered. */
@NullMarked
package dev.watchword.benchmark;

import org.jspecify.annotations.NullMarked;
