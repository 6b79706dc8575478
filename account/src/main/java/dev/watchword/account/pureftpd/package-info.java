/** The virtual users of Pure-FTPd. */
@NullMarked
package dev.watchword.account.pureftpd;

import org.jspecify.annotations.NullMarked;
