/** Accounts, users and what they may do: tokens, signatures, identity policies, password and login policy. */
@NullMarked
package dev.watchword.server.iam;

import org.jspecify.annotations.NullMarked;
