/**
 * Real machines and servers for integration tests, and the host's libcrypt as an oracle: accounts made by the system's
 * own tools, a real Redis, a real Tomcat. Only tests see this package.
 */
@NullMarked
package dev.watchword.testing;

import org.jspecify.annotations.NullMarked;
