package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.iam.authorization.Urns;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Which policies are attached to which users and groups.
 *
 * @param parts what it stands on
 * @param permissions is told whose permissions change
 */
public record Attachments(Parts parts, PermissionChanges permissions) {

    /** A user to attach to. */
    public static final Fields USER = Fields.of(Field.required("user_id", Shape.text(1, 64)));

    /** A group to attach to. */
    public static final Fields GROUP = Fields.of(Field.required("group_id", Shape.text(1, 64)));

    /** What a list of holders may be narrowed to. */
    public static final Fields HOLDER_FILTERS = Fields.of(
            MarkedPage.LIMIT, MarkedPage.MARKER, Field.optional("entity_type", Shape.word("user", "group", "agency")));

    private static final Field ATTACHED_AT = Field.required("attached_at", Shape.text(1, 32));

    /** How policies of a user or group are answered. */
    public static final Fields POLICIES = Fields.of(
            Field.required(
                    "attached_policies",
                    Shape.items(
                            0,
                            200,
                            Shape.members(
                                    Field.required("policy_name", Shape.text(1, 128)),
                                    Field.required("policy_id", Shape.text(1, 64)),
                                    Field.required("urn", Shape.text(1, 512)),
                                    ATTACHED_AT))),
            MarkedPage.PAGE_INFO);

    /** How users and groups of a policy are answered. */
    public static final Fields HOLDERS = Fields.of(
            Field.required(
                    "policy_agencies",
                    Shape.items(0, 0, Shape.members(Field.required("agency_id", Shape.text(1, 64)), ATTACHED_AT))),
            Field.required(
                    "policy_groups",
                    Shape.items(0, 200, Shape.members(Field.required("group_id", Shape.text(1, 64)), ATTACHED_AT))),
            Field.required(
                    "policy_users",
                    Shape.items(0, 200, Shape.members(Field.required("user_id", Shape.text(1, 64)), ATTACHED_AT))),
            MarkedPage.PAGE_INFO);

    /** Attaches a policy to a user; once more does nothing. */
    public Answer attachToUser(Call call) {
        return toUser(call, (handle, policyId, userId) -> {
            requireRoom(handle, "user_id", policyId, userId, Quotas.POLICIES_PER_USER);
            attach(handle, "user_id", policyId, userId, parts.now());
        });
    }

    /** Detaches it; 404 when it is not attached. */
    public Answer detachFromUser(Call call) {
        return toUser(call, (handle, policyId, userId) -> detach(handle, "user_id", policyId, userId));
    }

    /** Attaches a policy to a group; once more does nothing. */
    public Answer attachToGroup(Call call) {
        return toGroup(call, (handle, policyId, groupId) -> {
            requireRoom(handle, "group_id", policyId, groupId, Quotas.POLICIES_PER_GROUP);
            attach(handle, "group_id", policyId, groupId, parts.now());
        });
    }

    /** Detaches it; 404 when it is not attached. */
    public Answer detachFromGroup(Call call) {
        return toGroup(call, (handle, policyId, groupId) -> detach(handle, "group_id", policyId, groupId));
    }

    /** A page of the policies of a user, by name. */
    public Answer ofUser(Call call) {
        String id = call.path("user_id");
        return policies(
                call,
                "user_id",
                id,
                handle -> AccountUsers.require(handle, call.caller().domainId(), id));
    }

    /** A page of the policies of a group, by name. */
    public Answer ofGroup(Call call) {
        String id = call.path("group_id");
        return policies(
                call,
                "group_id",
                id,
                handle -> Groups.require(handle, call.caller().domainId(), id));
    }

    /** A page of the users and groups of a policy: the groups first, then by id. */
    public Answer holders(Call call) {
        MarkedPage page = MarkedPage.of(call);
        String policyId = call.path("policy_id");
        String type = call.query().filter("entity_type").orElse("");
        List<Holder> holders = parts.database().read(handle -> {
            Policies.require(handle, call.caller().domainId(), policyId);
            return handle.createQuery("select * from (select 'group' as kind, group_id as id, attached_at from"
                            + " policy_attachment where policy_id = :policyId and group_id is not null union all"
                            + " select 'user' as kind, user_id as id, attached_at from policy_attachment"
                            + " where policy_id = :policyId and user_id is not null) held"
                            + " where (:type = '' or kind = :type) and kind || '/' || id > :after"
                            + " order by kind, id limit :limit")
                    .bind("policyId", policyId)
                    .bind("type", type)
                    .bind("after", page.after())
                    .bind("limit", page.fetch())
                    .map((row, context) ->
                            new Holder(row.getString("kind"), row.getString("id"), row.getLong("attached_at")))
                    .list();
        });
        ObjectNode answer = Json.object();
        answer.putArray("policy_agencies");
        ArrayNode groups = answer.putArray("policy_groups");
        ArrayNode users = answer.putArray("policy_users");
        holders.stream()
                .limit(page.limit())
                .forEach(holder -> (holder.kind().equals("group") ? groups : users)
                        .addObject()
                        .put(holder.kind() + "_id", holder.id())
                        .put("attached_at", Times.iso(holder.attachedAt())));
        answer.set("page_info", page.pageInfo(holders, holder -> holder.kind() + "/" + holder.id()));
        return Answer.ok(answer);
    }

    /** Attaches, when it is not attached yet. The column is one of this class's own two names. */
    static void attach(Handle handle, String column, String policyId, String holderId, long now) {
        handle.createUpdate("insert into policy_attachment (policy_id, " + column + ", attached_at)"
                        + " values (:policyId, :holderId, :now) on conflict do nothing")
                .bind("policyId", policyId)
                .bind("holderId", holderId)
                .bind("now", now)
                .execute();
    }

    private static void detach(Handle handle, String column, String policyId, String holderId) {
        int gone = handle.execute(
                "delete from policy_attachment where policy_id = ? and " + column + " = ?", policyId, holderId);
        if (gone == 0) {
            throw Service.IAM.notFound("attached policy", policyId);
        }
    }

    private static void requireRoom(Handle handle, String column, String policyId, String holderId, int quota) {
        int others = handle.createQuery("select count(*) from policy_attachment where " + column
                        + " = :holderId and policy_id <> :policyId")
                .bind("holderId", holderId)
                .bind("policyId", policyId)
                .mapTo(Integer.class)
                .one();
        if (others >= quota) {
            throw Conflicts.quota("attached policies", quota);
        }
    }

    private Answer toUser(Call call, Change change) {
        String userId = call.body().text("user_id");
        return changed(call, "user_id", userId, handle -> {
            AccountUsers.require(handle, call.caller().domainId(), userId);
            change.make(handle, call.path("policy_id"), userId);
            permissions.revoke(handle, userId);
        });
    }

    private Answer toGroup(Call call, Change change) {
        String groupId = call.body().text("group_id");
        return changed(call, "group_id", groupId, handle -> {
            Groups.require(handle, call.caller().domainId(), groupId);
            change.make(handle, call.path("policy_id"), groupId);
            permissions.revokeMembers(handle, groupId);
        });
    }

    private Answer changed(Call call, String kind, String holderId, Consumer<Handle> work) {
        permissions.change(handle -> {
            Policies.require(handle, call.caller().domainId(), call.path("policy_id"));
            work.accept(handle);
        });
        call.notes().note("policy_id", call.path("policy_id"));
        call.notes().note(kind, holderId);
        return Answer.empty(200);
    }

    private Answer policies(Call call, String column, String holderId, Consumer<Handle> exists) {
        MarkedPage page = MarkedPage.of(call);
        String name = "p.name " + parts.database().dialect().placeholders().get("bycodepoint");
        List<Attached> attached = parts.database().read(handle -> {
            exists.accept(handle);
            return handle.createQuery("select p.id, p.domain_id, p.name, p.built_in, a.attached_at"
                            + " from policy_attachment a join identity_policy p on p.id = a.policy_id where a." + column
                            + " = :holderId and " + name + " > :after order by " + name + " limit :limit")
                    .bind("holderId", holderId)
                    .bind("after", page.after())
                    .bind("limit", page.fetch())
                    .map((row, context) -> new Attached(
                            row.getString("id"),
                            row.getString("name"),
                            Urns.policy(row.getString("domain_id"), row.getBoolean("built_in"), row.getString("name")),
                            row.getLong("attached_at")))
                    .list();
        });
        return page.answer("attached_policies", attached, Attached::name, Attached::json);
    }

    @FunctionalInterface
    private interface Change {
        void make(Handle handle, String policyId, String holderId);
    }

    private record Holder(String kind, String id, long attachedAt) {}

    private record Attached(String id, String name, String urn, long attachedAt) {
        ObjectNode json() {
            return Json.object()
                    .put("policy_name", name)
                    .put("policy_id", id)
                    .put("urn", urn)
                    .put("attached_at", Times.iso(attachedAt));
        }
    }
}
