/** Watches one machine for a server: scans it, reports, and resets its passwords. */
@NullMarked
package dev.watchword.agent;

import org.jspecify.annotations.NullMarked;
