/** The passwords of the system's own accounts, as shadow(5) keeps them. */
@NullMarked
package dev.watchword.agent.reset.system;

import org.jspecify.annotations.NullMarked;
