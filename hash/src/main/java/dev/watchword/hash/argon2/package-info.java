/** Argon2 in its text form. */
@NullMarked
package dev.watchword.hash.argon2;

import org.jspecify.annotations.NullMarked;
