/** The virtual users of ProFTPD, and anonymous access. */
@NullMarked
package dev.watchword.account.proftpd;

import org.jspecify.annotations.NullMarked;
