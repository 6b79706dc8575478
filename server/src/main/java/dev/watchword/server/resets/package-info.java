/** New passwords for hosts: accepted, sealed for one agent, followed until the host has them. */
@NullMarked
package dev.watchword.server.resets;

import org.jspecify.annotations.NullMarked;
