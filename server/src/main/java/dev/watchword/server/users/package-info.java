/** The users of the service as they are stored: who they are, their passwords' hashes, their tokens. */
@NullMarked
package dev.watchword.server.users;

import org.jspecify.annotations.NullMarked;
