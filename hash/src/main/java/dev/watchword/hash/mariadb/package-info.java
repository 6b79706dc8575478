/** Passwords of MariaDB accounts whose stored form is a public key. */
@NullMarked
package dev.watchword.hash.mariadb;

import org.jspecify.annotations.NullMarked;
