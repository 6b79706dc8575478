/** System accounts of Linux: shadow(5) joined with passwd(5). */
@NullMarked
package dev.watchword.account.shadow;

import org.jspecify.annotations.NullMarked;
