/** The rules that a new password must meet, and which of them one breaks. */
@NullMarked
package dev.watchword.policy;

import org.jspecify.annotations.NullMarked;
