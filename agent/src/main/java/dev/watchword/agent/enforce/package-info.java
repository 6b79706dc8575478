/** Reads what a host demands of new passwords, and writes what it shall demand into the host's own password-change path. */
@NullMarked
package dev.watchword.agent.enforce;

import org.jspecify.annotations.NullMarked;
