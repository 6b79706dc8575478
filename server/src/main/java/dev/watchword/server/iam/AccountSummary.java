package dev.watchword.server.iam;

import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import dev.watchword.server.iam.authorization.PolicyDocument;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * How much of everything an account has, and may have.
 *
 * @param parts what it stands on
 */
public record AccountSummary(Parts parts) {

    /** How it is answered; there are no agencies and no second factors. */
    public static final Fields WHOLE = new Fields(Stream.of(
                    "attached_policies_per_agency_quota",
                    "attached_policies_per_group_quota",
                    "attached_policies_per_user_quota",
                    "policies_quota",
                    "policy_size_quota",
                    "versions_per_policy_quota",
                    "policies",
                    "agencies",
                    "agencies_quota",
                    "users",
                    "users_quota",
                    "groups",
                    "groups_quota",
                    "root_user_mfa_enabled")
            .map(name -> Field.required(name, Shape.whole(0, Integer.MAX_VALUE)))
            .toList());

    /** The account's. */
    public Answer show(Call call) {
        String domainId = call.caller().domainId();
        return Answer.ok(parts.database()
                .read(handle -> Json.object()
                        .put("attached_policies_per_agency_quota", 0)
                        .put("attached_policies_per_group_quota", Quotas.POLICIES_PER_GROUP)
                        .put("attached_policies_per_user_quota", Quotas.POLICIES_PER_USER)
                        .put("policies_quota", Quotas.POLICIES)
                        .put("policy_size_quota", PolicyDocument.MOST_CHARACTERS)
                        .put("versions_per_policy_quota", Quotas.VERSIONS_PER_POLICY)
                        .put("policies", count(handle, "identity_policy", domainId))
                        .put("agencies", 0)
                        .put("agencies_quota", 0)
                        .put("users", count(handle, "iam_user", domainId))
                        .put("users_quota", Quotas.USERS)
                        .put("groups", count(handle, "iam_group", domainId))
                        .put("groups_quota", Quotas.GROUPS)
                        .put("root_user_mfa_enabled", 0)));
    }

    /** How many rows of one of this package's tables are the account's. */
    static int count(Handle handle, String table, String domainId) {
        return handle.createQuery("select count(*) from " + table + " where domain_id = :domainId")
                .bind("domainId", domainId)
                .mapTo(Integer.class)
                .one();
    }
}
