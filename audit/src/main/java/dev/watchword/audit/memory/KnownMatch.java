package dev.watchword.audit.memory;

import dev.watchword.candidate.Origin;
import dev.watchword.policy.PasswordShape;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is kept of a match, so that a scan without any hashing tells the same finding.
 *
 * @param origin why the password is weak
 * @param masked the partly masked password
 * @param shape its length and what else rules count; unknown in memories of before that was kept
 * @param suggestion what its owner should do
 * @param group equal for equal passwords under this memory's key
 * @param digest of the password, of which marks are made under whatever key; empty in memories of before that was kept
 * @param lastChanged the last change that the store told
 */
public record KnownMatch(
        Origin origin,
        String masked,
        PasswordShape shape,
        String suggestion,
        Fingerprint group,
        Optional<PasswordDigest> digest,
        Optional<LocalDate> lastChanged) {

    KnownMatch shaped(PasswordShape known) {
        return new KnownMatch(origin, masked, known, suggestion, group, digest, lastChanged);
    }

    KnownMatch digested(PasswordDigest known) {
        return new KnownMatch(origin, masked, shape, suggestion, group, Optional.of(known), lastChanged);
    }
}
