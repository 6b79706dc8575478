/** The pages, one class each: what it asks the API, what its template shows, and what its forms do. */
@NullMarked
package dev.watchword.server.console.page;

import org.jspecify.annotations.NullMarked;
