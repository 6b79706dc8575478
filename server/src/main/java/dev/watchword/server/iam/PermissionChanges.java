package dev.watchword.server.iam;

import dev.watchword.server.database.Database;
import dev.watchword.server.iam.authorization.EffectivePolicies;
import dev.watchword.server.users.Tokens;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Makes changes of permissions felt: whoever gains or loses any loses their tokens in the same transaction, and decisions
 * follow the change from the moment at which it is committed.
 *
 * @param database the state
 * @param tokens are ended
 * @param policies are forgotten
 */
public record PermissionChanges(Database database, Tokens tokens, EffectivePolicies policies) {

    /** Does it, in one transaction. */
    void change(Consumer<Handle> work) {
        database.change(work);
        policies.changed();
    }

    /** Ends a user's tokens. */
    void revoke(Handle handle, String userId) {
        tokens.revokeAll(handle, userId);
    }

    /** Ends the tokens of a group's members. */
    void revokeMembers(Handle handle, String groupId) {
        handle.createQuery("select user_id from group_member where group_id = :groupId")
                .bind("groupId", groupId)
                .mapTo(String.class)
                .list()
                .forEach(userId -> revoke(handle, userId));
    }

    /** Ends the tokens of everybody to whom a policy is attached. */
    void revokeHolders(Handle handle, String policyId) {
        handle.createQuery("select user_id from policy_attachment where policy_id = :policyId and user_id is not null"
                        + " union select m.user_id from group_member m join policy_attachment a"
                        + " on a.group_id = m.group_id where a.policy_id = :policyId")
                .bind("policyId", policyId)
                .mapTo(String.class)
                .list()
                .forEach(userId -> revoke(handle, userId));
    }
}
