/** A machine, a disk, a network and a server that a test decides about, so that the agent's loop can be run through days in a moment. */
@NullMarked
package dev.watchword.agent.simulation;

import org.jspecify.annotations.NullMarked;
