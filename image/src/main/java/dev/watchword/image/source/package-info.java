/** Images in files and folders of this machine. */
@NullMarked
package dev.watchword.image.source;

import org.jspecify.annotations.NullMarked;
