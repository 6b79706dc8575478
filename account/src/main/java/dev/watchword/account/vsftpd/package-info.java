/** The users of vsftpd that are not the system's, and anonymous access. */
@NullMarked
package dev.watchword.account.vsftpd;

import org.jspecify.annotations.NullMarked;
