/** The kernels alone, measured with JMH. */
@NullMarked
package dev.watchword.benchmark.kernel;

import org.jspecify.annotations.NullMarked;
