package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.authentication.PasswordLogin;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Listing;
import dev.watchword.server.http.Shape;
import dev.watchword.server.users.User;
import dev.watchword.server.users.Users;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Users with all that whoever looks after them needs at once: groups, keys, password, last login, lock. Times are epoch
 * milliseconds, 0 for never.
 *
 * @param parts what it stands on
 * @param accounts finds users
 * @param logins locks and unlocks them
 */
public record UserRecords(Parts parts, AccountUsers accounts, PasswordLogin logins) {

    private static final long DAY = 86_400_000;

    private static final Shape TIME = Shape.whole(0, Long.MAX_VALUE);

    /** What a list may be narrowed to. */
    public static final Fields QUERY =
            Listing.paged(Field.optional("name", Shape.text(0, 64)).saying("Any part of the name, whatever its case."));

    private static final Field[] MEMBERS = {
        Field.required("user_id", Shape.text(1, 64)),
        Field.required("user_name", Shape.text(1, 64)),
        Field.required("description", Shape.text(0, 255)),
        Field.required("is_root_user", Shape.flag()),
        Field.required("enabled", Shape.flag()),
        Field.required("created_at", TIME),
        Field.required("last_login_at", TIME),
        Field.required("locked_until", TIME).saying("0 when no lock holds."),
        Field.required("has_password", Shape.flag()),
        Field.required("password_reset_required", Shape.flag()),
        Field.required("password_set_at", TIME),
        Field.required("password_expires_at", TIME),
        Field.required(
                "groups",
                Shape.items(
                        0,
                        200,
                        Shape.members(
                                Field.required("group_id", Shape.text(1, 64)),
                                Field.required("group_name", Shape.text(1, 128))))),
        Field.required(
                "access_keys",
                Shape.items(
                        0,
                        200,
                        Shape.members(
                                Field.required("access_key_id", Shape.text(1, 64)),
                                Field.required("enabled", Shape.flag()),
                                Field.required("created_at", TIME),
                                Field.required("last_used_at", TIME),
                                Field.required("age_days", TIME).saying("Whole days since it was made.")))),
    };

    /** How one is answered. */
    public static final Fields WHOLE = Fields.of(MEMBERS);

    /** How many are answered. */
    public static final Fields PAGE = Listing.answered(MEMBERS);

    /** A page of the account's users by name. */
    public Answer list(Call call) {
        String domainId = call.caller().domainId();
        String part = call.query().filter("name").orElse("");
        return parts.database().read(handle -> {
            List<User> users = Users.search(
                    handle,
                    parts.database().dialect(),
                    domainId,
                    part,
                    call.query().whole("limit"),
                    call.query().whole("offset"));
            return Listing.page(Users.count(handle, domainId, part), records(handle, users));
        });
    }

    /** One of them. */
    public Answer show(Call call) {
        User user = accounts.of(call);
        return one(user);
    }

    /** The caller. */
    public Answer own(Call call) {
        return one(parts.database()
                .read(handle -> AccountUsers.require(
                        handle, call.caller().domainId(), call.caller().userId())));
    }

    /** Ends the lock that wrong passwords brought about; nothing when there is none. */
    public Answer unlock(Call call) {
        User user = accounts.changeable(call);
        parts.database().change(handle -> logins.unlock(handle, user.id()));
        call.notes().note("user_id", user.id());
        return Answer.empty(204);
    }

    private Answer one(User user) {
        return Answer.ok(
                parts.database().read(handle -> records(handle, List.of(user))).getFirst());
    }

    private List<ObjectNode> records(Handle handle, List<User> users) {
        if (users.isEmpty()) {
            return List.of();
        }
        List<String> ids = users.stream().map(User::id).toList();
        Map<String, Long> locked = logins.lockedUntil(handle, ids);
        AccountPasswordPolicy policy =
                AccountPasswordPolicies.of(handle, users.getFirst().domainId());
        Map<String, ObjectNode> records = users.stream()
                .collect(Collectors.toMap(
                        User::id, user -> json(user, policy).put("locked_until", locked.getOrDefault(user.id(), 0L))));
        groups(handle, ids, (id, group) -> array(records, id, "groups").add(group));
        keys(
                handle,
                ids,
                parts.now(),
                (id, key) -> array(records, id, "access_keys").add(key));
        return ids.stream().map(records::get).toList();
    }

    private static ArrayNode array(Map<String, ObjectNode> records, String id, String name) {
        return records.getOrDefault(id, Json.object()).withArray(name);
    }

    private static ObjectNode json(User user, AccountPasswordPolicy policy) {
        ObjectNode json = Json.object()
                .put("user_id", user.id())
                .put("user_name", user.name())
                .put("description", user.description())
                .put("is_root_user", user.root())
                .put("enabled", user.enabled())
                .put("created_at", user.createdAt())
                .put("last_login_at", user.lastLoginAt().orElse(0))
                .put("has_password", user.profile().isPresent())
                .put(
                        "password_reset_required",
                        user.profile().map(User.LoginProfile::resetRequired).orElse(false))
                .put(
                        "password_set_at",
                        user.profile().map(User.LoginProfile::passwordSetAt).orElse(0L))
                .put(
                        "password_expires_at",
                        user.profile()
                                .map(profile -> policy.passwordExpiresAt(profile.passwordSetAt())
                                        .orElse(0))
                                .orElse(0L));
        json.putArray("groups");
        json.putArray("access_keys");
        return json;
    }

    private static void groups(Handle handle, List<String> ids, BiConsumer<String, ObjectNode> to) {
        handle.createQuery("select m.user_id, g.id, g.name from group_member m join iam_group g on g.id = m.group_id"
                        + " where m.user_id in (<ids>) order by g.name, g.id")
                .bindList("ids", ids)
                .map((row, context) -> Map.entry(
                        row.getString("user_id"),
                        Json.object().put("group_id", row.getString("id")).put("group_name", row.getString("name"))))
                .forEach(each -> to.accept(each.getKey(), each.getValue()));
    }

    private static void keys(Handle handle, List<String> ids, long now, BiConsumer<String, ObjectNode> to) {
        handle.createQuery("select id, user_id, enabled, created_at, last_used_at from access_key"
                        + " where user_id in (<ids>) order by created_at, id")
                .bindList("ids", ids)
                .map((row, context) -> Map.entry(
                        row.getString("user_id"),
                        Json.object()
                                .put("access_key_id", row.getString("id"))
                                .put("enabled", row.getBoolean("enabled"))
                                .put("created_at", row.getLong("created_at"))
                                .put("last_used_at", row.getLong("last_used_at"))
                                .put("age_days", Math.max(0, now - row.getLong("created_at")) / DAY)))
                .forEach(each -> to.accept(each.getKey(), each.getValue()));
    }
}
