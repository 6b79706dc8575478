/** The key that the agents of a project share without their server: kept, proposed, given to others and taken from them. */
@NullMarked
package dev.watchword.agent.fleet;

import org.jspecify.annotations.NullMarked;
