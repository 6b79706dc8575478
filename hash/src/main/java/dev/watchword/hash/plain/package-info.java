/** Passwords stored as clear text. */
@NullMarked
package dev.watchword.hash.plain;

import org.jspecify.annotations.NullMarked;
