package dev.watchword.agent.reset;

import dev.watchword.protocol.ResetOpening;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** Why a reset was not applied. Unless it says otherwise, the host is as it was before. */
public enum Failure {
    /** It is no envelope, or holds what no password may. */
    REFUSED,
    /** None of the server's pinned keys signed it, or it was changed on its way. */
    FORGED,
    /** It was made for another host or for another command. */
    SWAPPED,
    /** It is sealed for a key that this agent does not have (any more). */
    WRONG_KEY,
    /** The server's clock says that its time has not come. */
    NOT_YET,
    /** Its time is over. */
    TOO_LATE,
    /** The machine came to a halt between the server's word and the change, so that the word was old. */
    STALLED,
    /** It, or a newer one for the account, was taken before. */
    REPLAYED,
    /** A newer one for the account waits already. */
    SUPERSEDED,
    /** This agent resets no accounts of such a service, or not at all. */
    NOT_OFFERED,
    /** There is no such account. */
    ACCOUNT_MISSING,
    /** Somebody locked the account; a reset does not undo that. */
    ACCOUNT_LOCKED,
    /** The store is on a file system that cannot be written. */
    READ_ONLY,
    /** Somebody else holds the store's lock. */
    STORE_BUSY,
    /** The store is kept in a way that the agent does not write. */
    UNSUPPORTED_STORE,
    /** The host's own password policy refuses it. */
    POLICY_REFUSED,
    /** The system's security policy forbids the agent to write the store. */
    ACCESS_DENIED,
    /** It was tried, and the store does not hold it. */
    NOT_APPLIED,
    /** The agent was stopped while it set it, and afterwards the store did not hold it. */
    INTERRUPTED,
    /** It was tried, and whether the store holds it cannot be told: it does not say, or the agent has no key any more to compare. */
    UNCERTAIN;

    /** As on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a call of the file system that failed means for the reset. The words are those of strerror(3). */
    public static Failure of(IOException e) {
        String reason = e instanceof FileSystemException told && told.getReason() != null ? told.getReason() : "";
        if (reason.equals("Read-only file system")) {
            return READ_ONLY;
        }
        boolean denied = e instanceof AccessDeniedException || reason.equals("Operation not permitted");
        return denied ? ACCESS_DENIED : NOT_APPLIED;
    }

    static Failure of(ResetOpening.Reason reason) {
        return switch (reason) {
            case BAD_SIGNATURE -> FORGED;
            case WRONG_HOST -> SWAPPED;
            case WRONG_KEY -> WRONG_KEY;
            case NOT_YET -> NOT_YET;
            case EXPIRED -> TOO_LATE;
            case OLD_COUNTER -> REPLAYED;
            case CANNOT_OPEN -> REFUSED;
        };
    }
}
