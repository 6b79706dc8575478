/** How the agents of a project share the key of their marks through a server that never has it. */
@NullMarked
package dev.watchword.server.fleetkeys;

import org.jspecify.annotations.NullMarked;
