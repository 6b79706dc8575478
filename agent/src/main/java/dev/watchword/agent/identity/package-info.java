/** Who the agent is: its keys, the host that it speaks for, and the server that it trusts. */
@NullMarked
package dev.watchword.agent.identity;

import org.jspecify.annotations.NullMarked;
