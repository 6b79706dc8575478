/** Container images as targets: what their layers hold, what they once held, and what their configuration gives away. */
@NullMarked
package dev.watchword.audit.image;

import org.jspecify.annotations.NullMarked;
