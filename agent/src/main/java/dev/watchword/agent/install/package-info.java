/** Puts an agent on a machine: its own small Java runtime, its archives, its units; and takes it away again. */
@NullMarked
package dev.watchword.agent.install;

import org.jspecify.annotations.NullMarked;
