/** The records of the protocol as JSON, and what the agent keeps in the same form. */
@NullMarked
package dev.watchword.agent.wire;

import org.jspecify.annotations.NullMarked;
