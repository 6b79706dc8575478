/** The custom words that the server wants tried, sealed on the disk. */
@NullMarked
package dev.watchword.agent.words;

import org.jspecify.annotations.NullMarked;
