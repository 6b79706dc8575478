/** Custom weak passwords: the images' list, the host groups' dictionaries with their versions, and trials of words. */
@NullMarked
package dev.watchword.server.words;

import org.jspecify.annotations.NullMarked;
