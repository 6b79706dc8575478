package dev.watchword.audit.memory;

import java.util.Optional;

/**
 * What is remembered of one stored password.
 *
 * @param progress how far it was tried
 * @param match the match, once there is one
 * @param lastSeenDay day of the last scan that met it, in days since 1970
 */
public record Remembered(Progress progress, Optional<KnownMatch> match, int lastSeenDay) {}
