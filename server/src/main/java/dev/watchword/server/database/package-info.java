/** The one store of the server's state: SQLite by default, PostgreSQL by choice; the same SQL for both. */
@NullMarked
package dev.watchword.server.database;

import org.jspecify.annotations.NullMarked;
