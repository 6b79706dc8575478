/** Databases of Berkeley DB as files: the pairs that are in them, and nothing of what was deleted. */
@NullMarked
package dev.watchword.account.berkeley;

import org.jspecify.annotations.NullMarked;
