/** The account's own rules: its users, their passwords and keys, and what its policies demand of them. */
@NullMarked
package dev.watchword.server.iam;

import org.jspecify.annotations.NullMarked;
