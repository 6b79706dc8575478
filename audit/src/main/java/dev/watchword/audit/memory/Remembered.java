package dev.watchword.audit.memory;

import java.util.Optional;

/**
 * What is remembered of one stored password.
 *
 * @param progress how far it was tried
 * @param match the match, once there is one
 * @param lastSeenDay day of the last scan that met it, in days since 1970
 */
public record Remembered(Progress progress, Optional<KnownMatch> match, int lastSeenDay) {

    /** Of a stored password that no scan has met. */
    public static final Remembered NOTHING = new Remembered(Progress.NONE, Optional.empty(), Integer.MIN_VALUE);

    /** The same, further in the plan. */
    public Remembered with(Progress reached) {
        return new Remembered(reached, match, lastSeenDay);
    }

    /** The same, matched. */
    public Remembered with(KnownMatch found) {
        return new Remembered(progress, Optional.of(found), lastSeenDay);
    }

    /** The same, met on a day. */
    public Remembered on(int day) {
        return lastSeenDay == day ? this : new Remembered(progress, match, day);
    }
}
