/** What a stored password is: schemes that parse, cost and verify it. Each scheme is one package below this one. */
@NullMarked
package dev.watchword.hash;

import org.jspecify.annotations.NullMarked;
