/** Hosts as ECS v1 shows them: details, lists, and what can be asked of them. */
@NullMarked
package dev.watchword.server.servers;

import org.jspecify.annotations.NullMarked;
