package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Ids;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.iam.authorization.EffectivePolicies;
import dev.watchword.server.iam.authorization.Urns;
import dev.watchword.server.users.Tokens;
import dev.watchword.server.users.User;
import dev.watchword.server.users.Users;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The users of an account. Nobody but the root user changes the root user, and nobody disables or deletes it.
 *
 * @param parts what it stands on
 * @param tokens are ended when a user is disabled
 * @param policies forget who is deleted
 */
public record AccountUsers(Parts parts, Tokens tokens, EffectivePolicies policies) {

    private static final Shape NAME = Shape.text(1, 64).matching("[A-Za-z_.-](?:[A-Za-z0-9_. -]{0,62}[A-Za-z0-9_.-])?");
    static final Shape DESCRIPTION = Shape.text(0, 255).matching("[^@#%&<>\\\\$^*\\p{Cntrl}]*");

    /** What a new one needs. */
    public static final Fields NEW = Fields.of(
            Field.required("name", NAME),
            Field.optional("description", DESCRIPTION).or(""),
            Field.optional("enabled", Shape.flag()).or(true));

    /** What may be changed. */
    public static final Fields CHANGES = Fields.of(
            Field.optional("new_user_name", NAME),
            Field.optional("new_description", DESCRIPTION),
            Field.optional("enabled", Shape.flag()));

    /** What a list may be narrowed to. */
    public static final Fields FILTERS =
            Fields.of(MarkedPage.LIMIT, MarkedPage.MARKER, Field.optional("group_id", Shape.text(0, 64)));

    /** When one last signed in; nothing when they never did. */
    public static final Fields LAST_LOGIN = Fields.of(
            Field.required("user_last_login", Shape.members(Field.optional("last_login_at", Shape.text(1, 32)))));

    private static final Field[] MEMBERS = {
        Field.required("user_id", Shape.text(1, 64)),
        Field.required("user_name", Shape.text(1, 64)),
        Field.required("description", Shape.text(0, 255)),
        Field.required("is_root_user", Shape.flag()),
        Field.required("created_at", Shape.text(1, 32)),
        Field.required("urn", Shape.text(1, 256)),
        Field.required("enabled", Shape.flag()),
    };

    /** How one is answered. */
    public static final Fields WHOLE = Fields.of(Field.required("user", Shape.members(MEMBERS)));

    /** How many are answered. */
    public static final Fields PAGE =
            Fields.of(Field.required("users", Shape.items(0, 200, Shape.members(MEMBERS))), MarkedPage.PAGE_INFO);

    /** Creates one, without a password, in the account's default group. */
    public Answer create(Call call) {
        String domainId = call.caller().domainId();
        String id = Ids.hex();
        User created = parts.database().write(handle -> {
            requireQuota(handle, domainId);
            requireFree(handle, domainId, call.body().text("name"), "");
            handle.createUpdate("insert into iam_user (id, domain_id, name, description, enabled, root, created_at,"
                            + " password_reset_required) values (:id, :domainId, :name, :description, :enabled, :root,"
                            + " :now, :root)")
                    .bind("id", id)
                    .bind("domainId", domainId)
                    .bind("name", call.body().text("name"))
                    .bind("description", call.body().text("description"))
                    .bind("enabled", call.body().flag("enabled"))
                    .bind("root", false)
                    .bind("now", parts.now())
                    .execute();
            IamDefaults.join(handle, domainId, id);
            return require(handle, domainId, id);
        });
        call.notes().note("user_id", id);
        return Answer.json(201, whole(created));
    }

    /** A page of the account's users by name, or of a group's. */
    public Answer list(Call call) {
        MarkedPage page = MarkedPage.of(call);
        String domainId = call.caller().domainId();
        return page.answer(
                "users",
                parts.database().read(handle -> {
                    Optional<String> groupId = call.query().filter("group_id");
                    groupId.ifPresent(id -> Groups.require(handle, domainId, id));
                    return Users.page(
                            handle, parts.database().dialect(), domainId, groupId, page.after(), page.fetch());
                }),
                User::name,
                AccountUsers::json);
    }

    /** One of them. */
    public Answer show(Call call) {
        ObjectNode answer = whole(of(call));
        answer.withObject("user").putArray("tags");
        return Answer.ok(answer);
    }

    /** Renames, describes, enables or disables one. */
    public Answer update(Call call) {
        User user = changeable(call);
        if (user.root() && !call.body().optionalFlag("enabled").orElse(true)) {
            throw protectedRoot("The root user cannot be disabled.");
        }
        User changed = parts.database().write(handle -> {
            User present = require(handle, user.domainId(), user.id());
            String name = call.body().optionalText("new_user_name").orElse(present.name());
            boolean enabled = call.body().optionalFlag("enabled").orElse(present.enabled());
            requireFree(handle, user.domainId(), name, user.id());
            handle.createUpdate("update iam_user set name = :name, description = :description,"
                            + " enabled = :enabled where id = :id")
                    .bind("name", name)
                    .bind(
                            "description",
                            call.body().optionalText("new_description").orElse(present.description()))
                    .bind("enabled", enabled)
                    .bind("id", user.id())
                    .execute();
            if (!enabled) {
                tokens.revokeAll(handle, user.id());
            }
            return require(handle, user.domainId(), user.id());
        });
        call.notes().note("user_id", user.id());
        return Answer.ok(whole(changed));
    }

    /** Deletes one with all that is theirs: password, keys, tokens, memberships, attachments. */
    public Answer delete(Call call) {
        User user = changeable(call);
        if (user.root()) {
            throw protectedRoot("The root user cannot be deleted.");
        }
        parts.database()
                .change(handle -> handle.createUpdate("delete from iam_user where id = :id")
                        .bind("id", user.id())
                        .execute());
        policies.changed();
        call.notes().note("user_id", user.id());
        return Answer.empty(204);
    }

    /** When one last signed in. */
    public Answer lastLogin(Call call) {
        ObjectNode answer = Json.object();
        ObjectNode inner = answer.putObject("user_last_login");
        of(call).lastLoginAt().ifPresent(at -> inner.put("last_login_at", Times.iso(at)));
        return Answer.ok(answer);
    }

    /**
     * The user of the path.
     *
     * @throws ApiError 404, the same for one of another account
     */
    User of(Call call) {
        return parts.database().read(handle -> require(handle, call.caller().domainId(), call.path("user_id")));
    }

    /**
     * The user of the path, whom the caller may change.
     *
     * @throws ApiError 404 as before, 403 for the root user
     */
    User changeable(Call call) {
        User user = of(call);
        Caller caller = call.caller();
        if (user.root() && !caller.root()) {
            throw protectedRoot("Only the root user may change the root user.");
        }
        return user;
    }

    static User require(Handle handle, String domainId, String userId) {
        return Users.byId(handle, userId)
                .filter(user -> user.domainId().equals(domainId))
                .orElseThrow(() -> Service.IAM.notFound("user", userId));
    }

    private static ApiError protectedRoot(String sentence) {
        return ApiError.of(403, "IAM.0002", "You are not authorized to perform the requested action. " + sentence);
    }

    private static void requireQuota(Handle handle, String domainId) {
        if (AccountSummary.count(handle, "iam_user", domainId) >= Quotas.USERS) {
            throw Conflicts.quota("users", Quotas.USERS);
        }
    }

    private static void requireFree(Handle handle, String domainId, String name, String exceptId) {
        if (Users.byName(handle, domainId, name)
                .filter(user -> !user.id().equals(exceptId))
                .isPresent()) {
            throw Conflicts.taken("user", name);
        }
    }

    private static ObjectNode whole(User user) {
        ObjectNode answer = Json.object();
        answer.set("user", json(user));
        return answer;
    }

    private static ObjectNode json(User user) {
        return Json.object()
                .put("user_id", user.id())
                .put("user_name", user.name())
                .put("description", user.description())
                .put("is_root_user", user.root())
                .put("created_at", Times.iso(user.createdAt()))
                .put("urn", Urns.user(user.domainId(), user.name()))
                .put("enabled", user.enabled());
    }
}
