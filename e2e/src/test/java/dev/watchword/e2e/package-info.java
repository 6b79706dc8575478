/** The whole from outside: real servers as child processes, called by official and by plain clients. */
@NullMarked
package dev.watchword.e2e;

import org.jspecify.annotations.NullMarked;
