/** The walk over accounts: plan, budget, memory of what was tried, verified matches, findings. */
@NullMarked
package dev.watchword.audit;

import org.jspecify.annotations.NullMarked;
