/** What servers store for SCRAM (RFC 5802), and PostgreSQL's older md5. */
@NullMarked
package dev.watchword.hash.scram;

import org.jspecify.annotations.NullMarked;
