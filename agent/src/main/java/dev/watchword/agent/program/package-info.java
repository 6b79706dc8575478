/** The only place of the agent that starts programs. */
@NullMarked
package dev.watchword.agent.program;

import org.jspecify.annotations.NullMarked;
