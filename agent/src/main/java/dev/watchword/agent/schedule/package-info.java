/** When the machine scans itself. */
@NullMarked
package dev.watchword.agent.schedule;

import org.jspecify.annotations.NullMarked;
