/** What hosts demand of new passwords, and the policy groups in which the vendor's clients see host groups. */
@NullMarked
package dev.watchword.server.baseline;

import org.jspecify.annotations.NullMarked;
