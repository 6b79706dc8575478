/** Users that an nginx has in password files of its own. */
@NullMarked
package dev.watchword.account.nginx;

import org.jspecify.annotations.NullMarked;
