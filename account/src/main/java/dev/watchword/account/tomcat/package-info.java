/** Users of Apache Tomcat that stand in files, judged by the realms that read them. */
@NullMarked
package dev.watchword.account.tomcat;

import org.jspecify.annotations.NullMarked;
