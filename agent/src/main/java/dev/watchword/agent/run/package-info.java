/** The loop that makes an agent of the parts. */
@NullMarked
package dev.watchword.agent.run;

import org.jspecify.annotations.NullMarked;
