package dev.watchword.server.resets;

import java.util.Arrays;
import java.util.Locale;

/** Why a reset failed. */
public enum ResetReason {
    /** It did not. */
    NONE(Teller.NOBODY),
    /** The host has no enrolled agent; the password was dropped at once. */
    NO_AGENT(Teller.SERVER),
    /** A newer reset of the same host took its place. */
    SUPERSEDED(Teller.EITHER),
    /** A caller did not want it any more. */
    CANCELLED(Teller.SERVER),
    /** The host was retired before it took it. */
    UNREACHABLE(Teller.SERVER),
    /** The agent could not open it, or it was not for this host, or not signed by its server. */
    REFUSED(Teller.AGENT),
    /** The agent's clock said that it is too late. */
    TOO_LATE(Teller.AGENT),
    /** The host's system has no such account or no such way to set a password. */
    WRONG_OS(Teller.AGENT),
    /** The host's library made no hash of it. */
    HASH_REJECTED(Teller.AGENT),
    /** Setting it did not work, or the host's store did not hold it afterwards. */
    NOT_APPLIED(Teller.AGENT),
    /** Something that this server has no word for. */
    OTHER(Teller.AGENT);

    private final Teller teller;

    ResetReason(Teller teller) {
        this.teller = teller;
    }

    /** Whether the server gave up a reset that an agent may have fetched before. */
    public boolean isWithdrawal() {
        return this == SUPERSEDED || this == CANCELLED || this == UNREACHABLE;
    }

    /** As on the wire and in the database, {@code ""} for none. */
    public String word() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }

    static ResetReason of(String word) {
        return word.isEmpty() ? NONE : valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What an agent may give as a reason; {@link #OTHER} for every other word. */
    static ResetReason ofAgent(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.teller == Teller.AGENT || reason.teller == Teller.EITHER)
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElse(OTHER);
    }

    private enum Teller {
        NOBODY,
        SERVER,
        AGENT,
        EITHER
    }
}
