/** Whole runs of the command beside John the Ripper and libxcrypt, on the same generated files. */
@NullMarked
package dev.watchword.benchmark.john;

import org.jspecify.annotations.NullMarked;
