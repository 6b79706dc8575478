/** What the server asks agents to do, kept until they answer or it is too late. */
@NullMarked
package dev.watchword.server.commands;

import org.jspecify.annotations.NullMarked;
