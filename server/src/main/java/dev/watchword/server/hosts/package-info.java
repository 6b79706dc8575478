/** Hosts as a project sees them, and the groups that they are in. */
@NullMarked
package dev.watchword.server.hosts;

import org.jspecify.annotations.NullMarked;
