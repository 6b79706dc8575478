/** Who has a password: readers of credential stores on a root file system. Each store is one package below this one. */
@NullMarked
package dev.watchword.account;

import org.jspecify.annotations.NullMarked;
