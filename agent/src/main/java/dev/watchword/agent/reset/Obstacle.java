package dev.watchword.agent.reset;

import java.util.Locale;

/** What would still stop a login with a password that was set. */
public enum Obstacle {
    /** sshd takes no passwords. */
    SSHD_FORBIDS_PASSWORDS,
    /** sshd does not let root in, or not by a password. */
    SSHD_FORBIDS_ROOT,
    /** sshd lets in only others. */
    SSHD_FORBIDS_ACCOUNT,
    /** sshd's configuration could not be understood. */
    SSHD_UNKNOWN,
    /** The account's last day is over. */
    ACCOUNT_EXPIRED,
    /** The login shell lets nobody work. */
    NO_LOGIN_SHELL,
    /** The login shell is not among those of {@code /etc/shells}. */
    UNLISTED_SHELL,
    /** {@code /etc/nologin} keeps all but root out. */
    LOGINS_CLOSED,
    /** pam_access rules are in force, and may keep the account out. */
    PAM_ACCESS_RULES,
    /** SELinux enforces, and the store's label is not the one that logins may read. */
    SELINUX_LABEL,
    /** The service has to be started anew before it takes the password. */
    SERVICE_MUST_RESTART;

    /** As on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
