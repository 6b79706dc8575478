package dev.watchword.server.iam;

import org.jdbi.v3.core.Handle;

/** What an account demands of passwords beyond the vendor's policy, in the caller's own transaction. */
final class PasswordRules {

    private PasswordRules() {}

    /** Whether known weak words are refused; they are unless the account says otherwise. */
    static boolean refuseWeakWords(Handle handle, String domainId) {
        return handle.createQuery("select refuse_weak_words from password_rules where domain_id = :domainId")
                .bind("domainId", domainId)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(true);
    }

    static void store(Handle handle, String domainId, boolean refuseWeakWords) {
        handle.createUpdate("insert into password_rules values (:domainId, :refuse)"
                        + " on conflict (domain_id) do update set refuse_weak_words = excluded.refuse_weak_words")
                .bind("domainId", domainId)
                .bind("refuse", refuseWeakWords)
                .execute();
    }
}
