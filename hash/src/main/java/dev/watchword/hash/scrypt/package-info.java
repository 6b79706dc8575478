/** scrypt as crypt(3) stores it ({@code $7$}), and the memory-hard mixing that yescrypt shares with it. */
@NullMarked
package dev.watchword.hash.scrypt;

import org.jspecify.annotations.NullMarked;
