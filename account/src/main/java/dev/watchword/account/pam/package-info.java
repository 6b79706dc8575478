/** What a service asks PAM for when somebody logs in. */
@NullMarked
package dev.watchword.account.pam;

import org.jspecify.annotations.NullMarked;
