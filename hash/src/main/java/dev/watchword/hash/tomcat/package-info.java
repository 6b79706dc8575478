/** Salted and repeated digests as Apache Tomcat's credential handlers store them. */
@NullMarked
package dev.watchword.hash.tomcat;

import org.jspecify.annotations.NullMarked;
