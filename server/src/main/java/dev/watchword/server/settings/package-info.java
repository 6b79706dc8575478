/** What a project wants of its results: what is shown, how it is masked, how long it is kept. */
@NullMarked
package dev.watchword.server.settings;

import org.jspecify.annotations.NullMarked;
