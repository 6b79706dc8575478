/** Work that a caller starts and asks about later, as ECS v1 shows it. */
@NullMarked
package dev.watchword.server.jobs;

import org.jspecify.annotations.NullMarked;
