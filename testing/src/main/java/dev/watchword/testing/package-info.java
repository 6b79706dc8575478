/**
 * Real machines and servers for integration tests: accounts made by the system's own tools, a real Redis, a real
 * Tomcat. Only tests see this package.
 */
@NullMarked
package dev.watchword.testing;

import org.jspecify.annotations.NullMarked;
