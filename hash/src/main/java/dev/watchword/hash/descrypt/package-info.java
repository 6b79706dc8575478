/** Traditional DES crypt(3). */
@NullMarked
package dev.watchword.hash.descrypt;

import org.jspecify.annotations.NullMarked;
