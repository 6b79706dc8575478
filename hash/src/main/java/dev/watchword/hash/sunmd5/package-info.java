/** SunMD5 of Solaris. */
@NullMarked
package dev.watchword.hash.sunmd5;

import org.jspecify.annotations.NullMarked;
