/** What an agent is asked to do: one handler for each kind of command, and how it answers. */
@NullMarked
package dev.watchword.agent.work;

import org.jspecify.annotations.NullMarked;
