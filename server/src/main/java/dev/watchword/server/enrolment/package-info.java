/** How a machine becomes a member of the fleet: one-time tokens, and what they are good for. */
@NullMarked
package dev.watchword.server.enrolment;

import org.jspecify.annotations.NullMarked;
