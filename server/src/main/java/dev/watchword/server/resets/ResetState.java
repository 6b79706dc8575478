package dev.watchword.server.resets;

import java.util.Locale;

/**
 * How far a reset came. It only goes forward; a step may be left out, because hearing of a later one says that the
 * earlier ones were taken.
 */
public enum ResetState {
    /** Kept for the host's agent. */
    ACCEPTED,
    /** The agent has it. */
    DELIVERED,
    /** The agent has made it ready for the next boot. */
    STAGED,
    /** The host has the new password. */
    APPLIED,
    /** The agent has read the new password's hash back from the host's own store. */
    VERIFIED,
    /** It will not be tried any more; the reason is told. */
    FAILED,
    /** It was not applied in time. */
    EXPIRED;

    /** Whether the host may still take it. */
    public boolean isPending() {
        return this == ACCEPTED || this == DELIVERED || this == STAGED;
    }

    /** Whether the host has, or has had, the new password. */
    public boolean isInEffect() {
        return this == APPLIED || this == VERIFIED;
    }

    /**
     * Whether the next may follow. What the server concluded by itself, that a reset is too late or not wanted any more,
     * gives way to an agent's word that the host took it before it could hear of that: the state tells what is true of the
     * host.
     *
     * @param reason why it failed, or {@link ResetReason#NONE}
     */
    public boolean mayBecome(ResetState next, ResetReason reason) {
        return switch (this) {
            case ACCEPTED, DELIVERED, STAGED -> next.ordinal() > ordinal();
            case APPLIED -> next == VERIFIED || next == FAILED;
            case VERIFIED -> false;
            case FAILED -> reason.isWithdrawal() && next.isInEffect();
            case EXPIRED -> next.isInEffect();
        };
    }

    /** As on the wire and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ResetState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
