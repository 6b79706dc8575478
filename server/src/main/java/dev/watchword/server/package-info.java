/** The server put together: its features, its routes, its start and stop. */
@NullMarked
package dev.watchword.server;

import org.jspecify.annotations.NullMarked;
