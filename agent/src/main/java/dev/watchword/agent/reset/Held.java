package dev.watchword.agent.reset;

/** Whether a store holds a password as an account's own. */
public enum Held {
    /** It does. */
    YES,
    /** It holds another one, or none. */
    NO,
    /** That cannot be told: the store, or the form in which it keeps the password, does not say. */
    UNKNOWN;

    /** What is certain. */
    public static Held of(boolean holds) {
        return holds ? YES : NO;
    }
}
