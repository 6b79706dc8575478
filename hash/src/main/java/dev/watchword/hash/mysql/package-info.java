/** Passwords of MySQL accounts, of which MariaDB shares the oldest two. */
@NullMarked
package dev.watchword.hash.mysql;

import org.jspecify.annotations.NullMarked;
