/** The texts in which programs store what PBKDF2 made of a password. */
@NullMarked
package dev.watchword.hash.pbkdf2text;

import org.jspecify.annotations.NullMarked;
