/** Kernels on the vectors of {@code jdk.incubator.vector}; found as a service, named by no other room. */
@NullMarked
package dev.watchword.hashvector;

import org.jspecify.annotations.NullMarked;
