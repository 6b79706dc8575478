package dev.watchword.protocol;

import java.util.Arrays;

/** What came of a sealed reset on the agent's side. */
public sealed interface ResetOpening {

    /**
     * The server meant this host, now.
     *
     * @param terms for which account
     * @param password UTF-8, 1 to 512 bytes without NUL, CR and LF; the receiver wipes it
     */
    record Opened(ResetTerms terms, byte[] password) implements ResetOpening, AutoCloseable {

        /** Wipes the password. */
        @Override
        public void close() {
            Arrays.fill(password, (byte) 0);
        }

        @Override
        public String toString() {
            return "Opened[" + terms.commandId() + "]";
        }
    }

    /**
     * It must not be applied.
     *
     * @param reason why
     */
    record Refused(Reason reason) implements ResetOpening {}

    /** Why a reset is refused, in the order in which it is checked. */
    enum Reason {
        /** None of the pinned server keys signed it, or it was changed on its way. */
        BAD_SIGNATURE,
        /** It is for another host. */
        WRONG_HOST,
        /** It is sealed for a key that this agent does not have (any more). */
        WRONG_KEY,
        /** Its time has not come. */
        NOT_YET,
        /** Its time is over. */
        EXPIRED,
        /** This agent took this one or a newer one already. */
        OLD_COUNTER,
        /** It does not open, or holds what no password may. */
        CANNOT_OPEN
    }
}
