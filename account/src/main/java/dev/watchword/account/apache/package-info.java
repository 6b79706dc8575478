/** Users that an Apache HTTP Server has in password files of its own. */
@NullMarked
package dev.watchword.account.apache;

import org.jspecify.annotations.NullMarked;
