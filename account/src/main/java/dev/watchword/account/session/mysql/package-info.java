/** The protocol of MySQL and MariaDB, as far as one statement needs it. */
@NullMarked
package dev.watchword.account.session.mysql;

import org.jspecify.annotations.NullMarked;
