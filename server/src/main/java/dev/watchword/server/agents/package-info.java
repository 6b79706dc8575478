/** The enrolled agents: who they are, that they are alive, what they report and what they are asked. */
@NullMarked
package dev.watchword.server.agents;

import org.jspecify.annotations.NullMarked;
