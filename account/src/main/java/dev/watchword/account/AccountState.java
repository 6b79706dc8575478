package dev.watchword.account;

import java.time.LocalDate;

/** Whether a password opens an account today, told apart as an auditor needs it. */
public sealed interface AccountState {

    /** The state's name in reports. */
    default String wireName() {
        return switch (this) {
            case Usable any -> "usable";
            case Locked any -> "locked";
            case Passwordless any -> "passwordless";
            case Disabled any -> "disabled";
            case Expired any -> "expired";
            case NoLoginShell any -> "no_login_shell";
            case External any -> "external";
            case Deleted any -> "deleted";
            case Unsupported any -> "unsupported";
        };
    }

    /** The right password logs in. */
    record Usable() implements AccountState {}

    /**
     * Locked by its administrator.
     *
     * @param hashBehind whether a password hash stands behind the lock, which unlocking brings back to life
     */
    record Locked(boolean hashBehind) implements AccountState {}

    /** An empty password, or none at all, logs in. */
    record Passwordless() implements AccountState {}

    /** No password can match what is stored ({@code *}, {@code !!}, an invalid marker). */
    record Disabled() implements AccountState {}

    /**
     * The account itself has expired.
     *
     * @param since the first day on which it is refused
     */
    record Expired(LocalDate since) implements AccountState {}

    /**
     * The password is right for services that ask no shell, but an interactive login is refused.
     *
     * @param shell the login shell that refuses
     */
    record NoLoginShell(String shell) implements AccountState {}

    /**
     * Something else than a stored password decides.
     *
     * @param by what decides (LDAP, a socket's peer, a key)
     */
    record External(String by) implements AccountState {}

    /**
     * Nobody logs in with it in a container of the image, since a later layer hides or replaces it; but it is still in the
     * image, and whoever has the image can read it.
     */
    record Deleted() implements AccountState {}

    /**
     * The stored password cannot be tested.
     *
     * @param reason {@code unsupported_scheme} with the scheme's mark, or what is malformed; never the hash
     */
    record Unsupported(String reason) implements AccountState {}
}
