/** yescrypt ({@code $y$}), the default of Debian, Ubuntu, Fedora and Arch. */
@NullMarked
package dev.watchword.hash.yescrypt;

import org.jspecify.annotations.NullMarked;
