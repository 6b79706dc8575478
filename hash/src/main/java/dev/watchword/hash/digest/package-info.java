/** Single digests of a password: Redis, the LDAP marks, and bare hex digits. */
@NullMarked
package dev.watchword.hash.digest;

import org.jspecify.annotations.NullMarked;
