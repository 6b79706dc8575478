/**
 * Reads container images for the server: {@code ImageJobs} takes jobs in the loop's turns, a process beside the agent reads the images, so
 * that one that harms its reader harms nothing else.
 */
@NullMarked
package dev.watchword.agent.images;

import org.jspecify.annotations.NullMarked;
