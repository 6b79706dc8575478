/** md5crypt, FreeBSD's {@code $1$} and Apache's {@code $apr1$}. */
@NullMarked
package dev.watchword.hash.md5crypt;

import org.jspecify.annotations.NullMarked;
