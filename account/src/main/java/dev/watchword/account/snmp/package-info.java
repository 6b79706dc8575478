/** Communities and users of Net-SNMP agents. */
@NullMarked
package dev.watchword.account.snmp;

import org.jspecify.annotations.NullMarked;
