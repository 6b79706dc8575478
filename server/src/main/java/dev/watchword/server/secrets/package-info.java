/** What the server must keep and be able to read again, kept so that the database alone tells nothing. */
@NullMarked
package dev.watchword.server.secrets;

import org.jspecify.annotations.NullMarked;
