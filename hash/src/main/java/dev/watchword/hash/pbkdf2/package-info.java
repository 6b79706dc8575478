/** PBKDF2 (RFC 8018) and HMAC (RFC 2104) over the JDK's message digests, for the schemes that build on them. */
@NullMarked
package dev.watchword.hash.pbkdf2;

import org.jspecify.annotations.NullMarked;
