/** Tar archives (POSIX.1-2001 pax, ustar, GNU, V7) read as a stream that nobody trusts. */
@NullMarked
package dev.watchword.image.tar;

import org.jspecify.annotations.NullMarked;
