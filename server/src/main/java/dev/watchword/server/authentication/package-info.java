/** Who calls, and whether it is proven: signatures, tokens, passwords, rates, repeated calls, projects. */
@NullMarked
package dev.watchword.server.authentication;

import org.jspecify.annotations.NullMarked;
