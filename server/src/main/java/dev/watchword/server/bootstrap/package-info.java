/** The first start of a server, its data folder, and the way back in for who lost the key. */
@NullMarked
package dev.watchword.server.bootstrap;

import org.jspecify.annotations.NullMarked;
