/** The records that travel between agent and server, and their sealing and signing. */
@NullMarked
package dev.watchword.protocol;

import org.jspecify.annotations.NullMarked;
