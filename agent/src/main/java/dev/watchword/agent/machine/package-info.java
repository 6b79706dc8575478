/** The world that an agent stands in, behind interfaces: its clock, its boots, its durable files. */
@NullMarked
package dev.watchword.agent.machine;

import org.jspecify.annotations.NullMarked;
