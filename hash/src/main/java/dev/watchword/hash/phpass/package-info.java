/** phpass: the portable hashes of WordPress, phpBB and their time. */
@NullMarked
package dev.watchword.hash.phpass;

import org.jspecify.annotations.NullMarked;
