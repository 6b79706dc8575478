/** What operators and their tools ask: health, metrics, the API's own document. */
@NullMarked
package dev.watchword.server.operations;

import org.jspecify.annotations.NullMarked;
