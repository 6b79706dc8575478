package dev.watchword.server.iam;

/**
 * A list of words that are no good as passwords. The built-in one is {@link BuiltInWeakWords}; an account's dictionaries
 * are others. Safe for use by many threads; called outside of transactions.
 */
public interface WeakWords {

    /**
     * Whether the list knows the word.
     *
     * @param domainId the account that asks
     * @param password in NFC, in whatever case it was chosen; not to be kept
     */
    boolean know(String domainId, String password);
}
