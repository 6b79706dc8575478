/**
 * What was tried on which stored password, so that no pair of hash and word is computed twice. Holds no hash and no
 * password: of a hash a keyed fingerprint, of a match its mask and weakness.
 */
@NullMarked
package dev.watchword.audit.memory;

import org.jspecify.annotations.NullMarked;
