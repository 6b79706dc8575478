package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Versions of identity policies; one of each policy counts. What changes which one does changes permissions.
 *
 * @param parts what it stands on
 * @param permissions is told whose permissions change
 */
public record PolicyVersions(Parts parts, PermissionChanges permissions) {

    /** What a new one needs. */
    public static final Fields NEW = Fields.of(
            Field.required("policy_document", Policies.DOCUMENT).saying("The policy as JSON text, version 5.0."),
            Field.optional("set_as_default", Shape.flag()).or(false));

    private static final Field VERSION_ID = Field.required("version_id", Shape.text(2, 10));
    private static final Field IS_DEFAULT = Field.required("is_default", Shape.flag());
    private static final Field CREATED_AT = Field.required("created_at", Shape.text(1, 32));

    /** How one is answered. */
    public static final Fields WHOLE = Fields.of(Field.required(
            "policy_version",
            Shape.members(VERSION_ID, IS_DEFAULT, CREATED_AT, Field.required("document", Policies.DOCUMENT))));

    /** How many are answered. */
    public static final Fields PAGE = Fields.of(
            Field.required("versions", Shape.items(0, 200, Shape.members(VERSION_ID, IS_DEFAULT, CREATED_AT))),
            MarkedPage.PAGE_INFO);

    /** Adds one, and lets it count when asked to. */
    public Answer create(Call call) {
        String document = Policies.document(call);
        String policyId = call.path("policy_id");
        boolean isDefault = call.body().flag("set_as_default");
        PolicyVersion created = parts.database().write(handle -> {
            Policies.requireCustom(handle, call.caller().domainId(), policyId);
            if (all(handle, policyId).size() >= Quotas.VERSIONS_PER_POLICY) {
                throw ApiError.of(
                        409, "PAP5.0028", "the policy has " + Quotas.VERSIONS_PER_POLICY + " versions already");
            }
            handle.execute("update identity_policy set newest_version = newest_version + 1 where id = ?", policyId);
            int number = handle.createQuery("select newest_version from identity_policy where id = :id")
                    .bind("id", policyId)
                    .mapTo(Integer.class)
                    .one();
            insert(handle, policyId, new PolicyVersion(number, document, false, parts.now()));
            if (isDefault) {
                letCount(handle, policyId, number);
            }
            return require(handle, policyId, PolicyVersion.id(number));
        });
        permissions.policies().changed();
        call.notes().note("policy_id", policyId);
        return Answer.json(201, whole(created));
    }

    /** A page of them, the newest first. */
    public Answer list(Call call) {
        MarkedPage page = MarkedPage.of(call);
        String policyId = call.path("policy_id");
        int before = page.after().isEmpty()
                ? Integer.MAX_VALUE
                : PolicyVersion.number(page.after()).orElse(0);
        List<PolicyVersion> versions = parts.database().read(handle -> {
            Policies.require(handle, call.caller().domainId(), policyId);
            return all(handle, policyId).stream()
                    .filter(version -> version.number() < before)
                    .limit(page.fetch())
                    .toList();
        });
        return page.answer("versions", versions, version -> PolicyVersion.id(version.number()), PolicyVersion::json);
    }

    /** One of them with its text. */
    public Answer show(Call call) {
        return Answer.ok(whole(parts.database().read(handle -> {
            Policies.require(handle, call.caller().domainId(), call.path("policy_id"));
            return require(handle, call.path("policy_id"), call.path("version_id"));
        })));
    }

    /** Deletes one that does not count. */
    public Answer delete(Call call) {
        String policyId = call.path("policy_id");
        parts.database().change(handle -> {
            Policies.requireCustom(handle, call.caller().domainId(), policyId);
            PolicyVersion version = require(handle, policyId, call.path("version_id"));
            if (version.isDefault()) {
                throw Conflicts.state("the version is the policy's default.");
            }
            handle.execute(
                    "delete from identity_policy_version where policy_id = ? and version = ?",
                    policyId,
                    version.number());
        });
        call.notes().note("policy_id", policyId);
        return Answer.empty(204);
    }

    /** Lets one count. */
    public Answer setDefault(Call call) {
        String policyId = call.path("policy_id");
        permissions.change(handle -> {
            Policies.requireCustom(handle, call.caller().domainId(), policyId);
            letCount(
                    handle,
                    policyId,
                    require(handle, policyId, call.path("version_id")).number());
        });
        call.notes().note("policy_id", policyId);
        return Answer.empty(200);
    }

    static void insert(Handle handle, String policyId, PolicyVersion version) {
        handle.createUpdate("insert into identity_policy_version (policy_id, version, document, is_default, created_at)"
                        + " values (:policyId, :number, :document, :isDefault, :createdAt)")
                .bind("policyId", policyId)
                .bind("number", version.number())
                .bind("document", version.document())
                .bind("isDefault", version.isDefault())
                .bind("createdAt", version.createdAt())
                .execute();
    }

    private void letCount(Handle handle, String policyId, int number) {
        handle.createUpdate("update identity_policy_version set is_default = (version = :number)"
                        + " where policy_id = :policyId")
                .bind("number", number)
                .bind("policyId", policyId)
                .execute();
        handle.createUpdate("update identity_policy set updated_at = :now, document = (select document"
                        + " from identity_policy_version where policy_id = :policyId and version = :number)"
                        + " where id = :policyId")
                .bind("now", parts.now())
                .bind("number", number)
                .bind("policyId", policyId)
                .execute();
        permissions.revokeHolders(handle, policyId);
    }

    private static List<PolicyVersion> all(Handle handle, String policyId) {
        return handle.createQuery("select version, document, is_default, created_at from identity_policy_version"
                        + " where policy_id = :policyId order by version desc")
                .bind("policyId", policyId)
                .map((row, context) -> PolicyVersion.of(row))
                .list();
    }

    private static PolicyVersion require(Handle handle, String policyId, String versionId) {
        return all(handle, policyId).stream()
                .filter(version -> PolicyVersion.id(version.number()).equals(versionId))
                .findFirst()
                .orElseThrow(() -> Service.IAM.notFound("policy version", versionId));
    }

    private static ObjectNode whole(PolicyVersion version) {
        ObjectNode answer = Json.object();
        answer.set("policy_version", version.whole());
        return answer;
    }
}
