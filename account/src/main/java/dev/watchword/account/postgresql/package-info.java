/** Roles of PostgreSQL, and the lines of its configuration that let them in. */
@NullMarked
package dev.watchword.account.postgresql;

import org.jspecify.annotations.NullMarked;
