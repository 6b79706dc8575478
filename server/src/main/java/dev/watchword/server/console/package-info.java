/**
 * The pages that people look at. The console is a client of the API in the same process: what a page shows and what a form
 * does is asked of the API's own routes, with the user of the session as the caller.
 */
@NullMarked
package dev.watchword.server.console;

import org.jspecify.annotations.NullMarked;
