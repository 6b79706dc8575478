/** The servers that run on a live machine, as far as they say where their configuration stands. */
@NullMarked
package dev.watchword.account.running;

import org.jspecify.annotations.NullMarked;
