/** SHA-crypt, {@code $5$} and {@code $6$}. */
@NullMarked
package dev.watchword.hash.shacrypt;

import org.jspecify.annotations.NullMarked;
