package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Ids;
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
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Groups of users, and who is in them.
 *
 * @param parts what it stands on
 * @param permissions is told whose permissions change
 */
public record Groups(Parts parts, PermissionChanges permissions) {

    private static final Shape NAME = Shape.text(1, 128).matching("[A-Za-z0-9 _{}-]*");

    /** What a new one needs. */
    public static final Fields NEW = Fields.of(
            Field.required("group_name", NAME),
            Field.optional("description", AccountUsers.DESCRIPTION).or(""));

    /** What may be changed. */
    public static final Fields CHANGES = Fields.of(
            Field.optional("new_group_name", NAME), Field.optional("new_group_description", AccountUsers.DESCRIPTION));

    /** Who comes or goes. */
    public static final Fields MEMBER = Fields.of(Field.required("user_id", Shape.text(1, 64)));

    /** What a list may be narrowed to. */
    public static final Fields FILTERS =
            Fields.of(MarkedPage.LIMIT, MarkedPage.MARKER, Field.optional("user_id", Shape.text(0, 64)));

    private static final Field[] MEMBERS = {
        Field.required("group_id", Shape.text(1, 64)),
        Field.required("group_name", Shape.text(1, 128)),
        Field.required("description", Shape.text(0, 255)),
        Field.required("created_at", Shape.text(1, 32)),
        Field.required("urn", Shape.text(1, 256)),
    };

    /** How one is answered. */
    public static final Fields WHOLE = Fields.of(Field.required("group", Shape.members(MEMBERS)));

    /** How many are answered. */
    public static final Fields PAGE =
            Fields.of(Field.required("groups", Shape.items(0, 200, Shape.members(MEMBERS))), MarkedPage.PAGE_INFO);

    /** Creates one without members. */
    public Answer create(Call call) {
        Group group = new Group(
                Ids.hex(),
                call.caller().domainId(),
                call.body().text("group_name"),
                call.body().text("description"),
                false,
                parts.now());
        parts.database().change(handle -> {
            if (AccountSummary.count(handle, "iam_group", group.domainId()) >= Quotas.GROUPS) {
                throw Conflicts.quota("groups", Quotas.GROUPS);
            }
            requireFree(handle, group.domainId(), group.name(), "");
            insert(handle, group);
        });
        call.notes().note("group_id", group.id());
        return Answer.json(201, whole(group));
    }

    /** A page of the account's groups by name, or of those that a user is in. */
    public Answer list(Call call) {
        MarkedPage page = MarkedPage.of(call);
        String domainId = call.caller().domainId();
        Optional<String> userId = call.query().filter("user_id");
        List<Group> groups = parts.database().read(handle -> {
            userId.ifPresent(id -> AccountUsers.require(handle, domainId, id));
            String name = "name " + parts.database().dialect().placeholders().get("bycodepoint");
            return handle.createQuery("select " + Group.COLUMNS + " from iam_group where domain_id = :domainId"
                            + " and " + name + " > :after and (:userId = ''"
                            + " or id in (select group_id from group_member where user_id = :userId))"
                            + " order by " + name + " limit :limit")
                    .bind("domainId", domainId)
                    .bind("after", page.after())
                    .bind("userId", userId.orElse(""))
                    .bind("limit", page.fetch())
                    .map((row, context) -> Group.of(row))
                    .list();
        });
        return page.answer("groups", groups, Group::name, Group::json);
    }

    /** One of them. */
    public Answer show(Call call) {
        return Answer.ok(whole(of(call)));
    }

    /** Renames or describes one. Those that came with the account keep their names. */
    public Answer update(Call call) {
        Group changed = parts.database().write(handle -> {
            Group present = require(handle, call.caller().domainId(), call.path("group_id"));
            String name = call.body().optionalText("new_group_name").orElse(present.name());
            if (present.builtIn() && !name.equals(present.name())) {
                throw Conflicts.state("the group came with the account and keeps its name.");
            }
            requireFree(handle, present.domainId(), name, present.id());
            handle.createUpdate("update iam_group set name = :name, description = :description where id = :id")
                    .bind("name", name)
                    .bind(
                            "description",
                            call.body().optionalText("new_group_description").orElse(present.description()))
                    .bind("id", present.id())
                    .execute();
            return require(handle, present.domainId(), present.id());
        });
        call.notes().note("group_id", changed.id());
        return Answer.ok(whole(changed));
    }

    /** Deletes one; its members lose what they had through it. */
    public Answer delete(Call call) {
        Group group = of(call);
        if (group.builtIn()) {
            throw Conflicts.state("the group came with the account and cannot be deleted.");
        }
        permissions.change(handle -> {
            permissions.revokeMembers(handle, group.id());
            handle.execute("delete from iam_group where id = ?", group.id());
        });
        call.notes().note("group_id", group.id());
        return Answer.empty(204);
    }

    /** Takes a user in; once more does nothing. */
    public Answer add(Call call) {
        return member(
                call,
                (handle, groupId, userId) -> handle.createUpdate(
                                "insert into group_member values (:groupId, :userId) on conflict do nothing")
                        .bind("groupId", groupId)
                        .bind("userId", userId)
                        .execute());
    }

    /** Lets a user go; 404 when they are not in it. */
    public Answer remove(Call call) {
        return member(call, (handle, groupId, userId) -> {
            int gone = handle.execute("delete from group_member where group_id = ? and user_id = ?", groupId, userId);
            if (gone == 0) {
                throw Service.IAM.notFound("user in group", userId);
            }
        });
    }

    /**
     * The group with this id.
     *
     * @throws ApiError 404, the same for one of another account
     */
    static Group require(Handle handle, String domainId, String groupId) {
        return handle.createQuery(
                        "select " + Group.COLUMNS + " from iam_group where id = :id and domain_id = :domainId")
                .bind("id", groupId)
                .bind("domainId", domainId)
                .map((row, context) -> Group.of(row))
                .findOne()
                .orElseThrow(() -> Service.IAM.notFound("group", groupId));
    }

    static void insert(Handle handle, Group group) {
        handle.createUpdate("insert into iam_group (" + Group.COLUMNS + ") values (:id, :domainId, :name,"
                        + " :description, :builtIn, :createdAt)")
                .bind("id", group.id())
                .bind("domainId", group.domainId())
                .bind("name", group.name())
                .bind("description", group.description())
                .bind("builtIn", group.builtIn())
                .bind("createdAt", group.createdAt())
                .execute();
    }

    private Answer member(Call call, Membership change) {
        String domainId = call.caller().domainId();
        String groupId = call.path("group_id");
        String userId = call.body().text("user_id");
        permissions.change(handle -> {
            require(handle, domainId, groupId);
            AccountUsers.require(handle, domainId, userId);
            change.make(handle, groupId, userId);
            permissions.revoke(handle, userId);
        });
        call.notes().note("group_id", groupId);
        call.notes().note("user_id", userId);
        return Answer.empty(200);
    }

    private Group of(Call call) {
        return parts.database().read(handle -> require(handle, call.caller().domainId(), call.path("group_id")));
    }

    private static void requireFree(Handle handle, String domainId, String name, String exceptId) {
        boolean taken = handle.createQuery("select count(*) from iam_group where domain_id = :domainId and name = :name"
                                + " and id <> :exceptId")
                        .bind("domainId", domainId)
                        .bind("name", name)
                        .bind("exceptId", exceptId)
                        .mapTo(Integer.class)
                        .one()
                > 0;
        if (taken) {
            throw Conflicts.taken("group", name);
        }
    }

    private static ObjectNode whole(Group group) {
        ObjectNode answer = Json.object();
        answer.set("group", group.json());
        return answer;
    }

    @FunctionalInterface
    private interface Membership {
        void make(Handle handle, String groupId, String userId);
    }
}
