package dev.watchword.server.resets;

import java.util.Arrays;
import java.util.Locale;

/** Why a reset failed. */
public enum ResetReason {
    /** It did not. */
    NONE(Teller.NOBODY),
    /** The host has no enrolled agent; the password was dropped at once. */
    NO_AGENT(Teller.SERVER),
    /** A newer reset of the same account took its place. */
    SUPERSEDED(Teller.EITHER),
    /** A caller did not want it any more. */
    CANCELLED(Teller.SERVER),
    /** The host was retired before it took it. */
    UNREACHABLE(Teller.SERVER),
    /** The agent could not open it. */
    REFUSED(Teller.AGENT),
    /** The agent found no signature of this server on it. */
    FORGED(Teller.AGENT),
    /** It was made for another host or for another command. */
    SWAPPED(Teller.AGENT),
    /** It was sealed for a key that the agent does not have any more. */
    WRONG_KEY(Teller.AGENT),
    /** The agent took it, or a newer one of the account, before. */
    REPLAYED(Teller.AGENT),
    /** Its time had not come when the agent got it. */
    NOT_YET(Teller.AGENT),
    /** It was too late when the agent could have applied it. */
    TOO_LATE(Teller.AGENT),
    /** The host's operator allows no resets of such accounts. */
    NOT_OFFERED(Teller.AGENT),
    /** The host has no such account. */
    ACCOUNT_MISSING(Teller.AGENT),
    /** Somebody locked the account; a reset does not undo that. */
    ACCOUNT_LOCKED(Teller.AGENT),
    /** The host's store is on a file system that cannot be written. */
    READ_ONLY(Teller.AGENT),
    /** Somebody else held the store's lock. */
    STORE_BUSY(Teller.AGENT),
    /** The host's security policy forbade the agent to write. */
    ACCESS_DENIED(Teller.AGENT),
    /** The host keeps its passwords in a way that the agent does not write. */
    UNSUPPORTED_STORE(Teller.AGENT),
    /** The host's own password policy refused it. */
    POLICY_REFUSED(Teller.AGENT),
    /** The machine came to a halt between this server's word and the change. */
    STALLED(Teller.AGENT),
    /** The agent was stopped while it set it, and afterwards the host did not have it. */
    INTERRUPTED(Teller.AGENT),
    /** The agent was stopped while it set it, and could not tell afterwards whether the host had it. */
    UNCERTAIN(Teller.AGENT),
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
