/** sha1crypt of NetBSD and Junos. */
@NullMarked
package dev.watchword.hash.sha1crypt;

import org.jspecify.annotations.NullMarked;
