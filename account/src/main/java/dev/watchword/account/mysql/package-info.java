/** The accounts of MySQL and MariaDB servers, from the files of their grant tables. */
@NullMarked
package dev.watchword.account.mysql;

import org.jspecify.annotations.NullMarked;
