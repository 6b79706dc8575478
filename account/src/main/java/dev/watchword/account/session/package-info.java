/**
 * Sessions on servers of this machine: the one package of the room that opens connections, to Unix sockets alone and only when the
 * other end is who it should be.
 */
@NullMarked
package dev.watchword.account.session;

import org.jspecify.annotations.NullMarked;
