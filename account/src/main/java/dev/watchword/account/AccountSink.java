package dev.watchword.account;

/** Takes what a store reader finds, in the order of the store. Called from the reader's thread. */
public interface AccountSink {

    void account(Account account);

    /** A part of the store was bad; reading goes on. */
    void diagnostic(Diagnostic diagnostic);

    /** A store was found and read to its end. */
    void covered(ServiceType service, String store);

    /**
     * A store, or the rest of it, could not be read: the scan is incomplete.
     *
     * @param reason why, and what the caller can do about it
     */
    void incomplete(ServiceType service, String store, String reason);
}
