package dev.watchword.server.words;

import dev.watchword.server.secrets.AtRest;
import java.security.MessageDigest;
import org.jdbi.v3.core.Handle;

/**
 * Whether a password is one of an account's custom weak passwords, without opening a single word: what is compared are
 * keyed digests, of which nobody without the key learns anything from the time that a look-up takes. Safe for use by
 * many threads.
 */
public final class KnownWords {

    private final AtRest atRest;

    public KnownWords(AtRest atRest) {
        this.atRest = atRest;
    }

    /** Whether an enabled dictionary of a host group in one of the account's projects holds the password. */
    public boolean contains(Handle handle, String domainId, String password) {
        byte[] mark = CustomWord.mark(atRest, password);
        return handle
                .createQuery("select w.mark from dictionary_word w join dictionary d on d.group_id = w.group_id"
                        + " join host_group g on g.id = w.group_id join project p on p.id = g.project_id"
                        + " where w.mark = :mark and w.removed_in is null and d.enabled and p.domain_id = :domainId")
                .bind("mark", mark)
                .bind("domainId", domainId)
                .map((row, context) -> row.getBytes("mark"))
                .list()
                .stream()
                .anyMatch(found -> MessageDigest.isEqual(found, mark));
    }
}
