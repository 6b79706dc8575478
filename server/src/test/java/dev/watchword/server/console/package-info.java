@NullMarked
package dev.watchword.server.console;

import org.jspecify.annotations.NullMarked;
