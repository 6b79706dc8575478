/** bcrypt, {@code $2a$ $2b$ $2x$ $2y$}. */
@NullMarked
package dev.watchword.hash.bcrypt;

import org.jspecify.annotations.NullMarked;
