/** Files of hashes that an operator names: lines of several well-known shapes. */
@NullMarked
package dev.watchword.account.file;

import org.jspecify.annotations.NullMarked;
