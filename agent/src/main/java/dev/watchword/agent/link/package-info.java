/** The only code of the agent that speaks to the server: it signs what goes out and believes only what the server signed. */
@NullMarked
package dev.watchword.agent.link;

import org.jspecify.annotations.NullMarked;
