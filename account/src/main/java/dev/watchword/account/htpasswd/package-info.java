/** The password files that web servers share: lines of user and hash, judged as each server judges them. */
@NullMarked
package dev.watchword.account.htpasswd;

import org.jspecify.annotations.NullMarked;
