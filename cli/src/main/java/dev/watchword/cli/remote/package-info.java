/** What an operator does from a shell, through the API of a server: the commands that need a login. */
@NullMarked
package dev.watchword.cli.remote;

import org.jspecify.annotations.NullMarked;
