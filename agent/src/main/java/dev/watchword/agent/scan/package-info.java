/** Scans the machine within its share of the processor, and makes the report. */
@NullMarked
package dev.watchword.agent.scan;

import org.jspecify.annotations.NullMarked;
