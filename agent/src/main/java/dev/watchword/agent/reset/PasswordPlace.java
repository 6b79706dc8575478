package dev.watchword.agent.reset;

import java.util.Set;

/** Where accounts' passwords are kept: the system's shadow file, or a service's own store. */
public interface PasswordPlace {

    /**
     * Gives an account a new password, whole or not at all: whenever the machine stops, either the former or the new one
     * works. The change is durable when this returns.
     *
     * @param account its name in this place
     * @param password stays the caller's, who wipes it
     * @param permit the change is not begun, and {@link Failure#STALLED} told, when it stands no longer
     */
    Setting set(String account, byte[] password, Permit permit);

    /** Reads the store again and tells whether this is the account's password, though something may forbid its use. */
    Held holds(String account, byte[] password);

    /** What would still stop a login. */
    Set<Obstacle> obstacles(String account);

    /** What came of it. */
    sealed interface Setting {

        /** The store was changed. */
        record Done() implements Setting {}

        /**
         * The store was not changed.
         *
         * @param why what stood against it
         */
        record Refused(Failure why) implements Setting {}

        /** The store may have been changed; reading it again tells. */
        record Unsure() implements Setting {}
    }
}
