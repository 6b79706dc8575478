package dev.watchword.account;

/** From where a service can be reached, as far as its configuration tells. */
public enum Exposure {
    UNKNOWN,
    /** Only from the machine itself. */
    LOCAL,
    /** From other machines. */
    REMOTE
}
