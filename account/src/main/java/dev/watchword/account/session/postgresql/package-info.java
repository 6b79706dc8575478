/** The protocol of PostgreSQL, as far as one statement needs it. */
@NullMarked
package dev.watchword.account.session.postgresql;

import org.jspecify.annotations.NullMarked;
