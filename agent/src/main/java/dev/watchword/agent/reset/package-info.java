/**
 * New passwords for this host's accounts: taken sealed, kept sealed, applied once, verified, and told truly. {@code
 * ResetRules} says when; {@code Resets} does it.
 */
@NullMarked
package dev.watchword.agent.reset;

import org.jspecify.annotations.NullMarked;
