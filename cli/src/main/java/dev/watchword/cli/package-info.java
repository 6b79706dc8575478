/** The {@code watchword} command. */
@NullMarked
package dev.watchword.cli;

import org.jspecify.annotations.NullMarked;
