/** The NT hash, as {@code $3$} and bare. */
@NullMarked
package dev.watchword.hash.nt;

import org.jspecify.annotations.NullMarked;
