package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.users.AccessKeys;
import dev.watchword.server.users.User;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Permanent access keys of users. A secret is shown once, when the key is made, and kept sealed, because signatures are
 * checked with it.
 *
 * @param parts what it stands on
 * @param accounts finds users
 */
public record UserAccessKeys(Parts parts, AccountUsers accounts) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String SECRET_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 20;
    private static final int SECRET_LENGTH = 40;

    /** What may be changed. */
    public static final Fields CHANGES = Fields.of(Field.required("status", Shape.word("active", "inactive")));

    private static final Field[] MEMBERS = {
        Field.required("user_id", Shape.text(1, 64)),
        Field.required("access_key_id", Shape.text(1, 64)),
        Field.required("created_at", Shape.text(1, 32)),
        Field.required("status", Shape.word("active", "inactive")),
    };

    /** How a new one is answered. */
    public static final Fields CREATED = Fields.of(Field.required(
            "access_key",
            Shape.members(
                    MEMBERS[0],
                    MEMBERS[1],
                    MEMBERS[2],
                    MEMBERS[3],
                    Field.required("secret_access_key", Shape.text(1, 64)).saying("Shown this once."))));

    /** When one last signed; nothing when it never did. */
    public static final Fields LAST_USED = Fields.of(
            Field.required("access_key_last_used", Shape.members(Field.optional("last_used_at", Shape.text(1, 32)))));

    /** How one is answered. */
    public static final Fields WHOLE = Fields.of(Field.required("access_key", Shape.members(MEMBERS)));

    /** How many are answered. */
    public static final Fields PAGE =
            Fields.of(Field.required("access_keys", Shape.items(0, 200, Shape.members(MEMBERS))), MarkedPage.PAGE_INFO);

    /** Makes one and shows its secret. */
    public Answer create(Call call) {
        User user = accounts.changeable(call);
        String id = random(ID_CHARACTERS, ID_LENGTH);
        String secret = random(SECRET_CHARACTERS, SECRET_LENGTH);
        Key key = new Key(id, user.id(), true, parts.now(), OptionalLong.empty());
        byte[] sealed = parts.atRest().seal(AccessKeys.secretPlace(id), secret.getBytes(StandardCharsets.US_ASCII));
        parts.database().change(handle -> {
            AccountUsers.require(handle, user.domainId(), user.id());
            if (count(handle, user.id()) >= Quotas.ACCESS_KEYS_PER_USER) {
                throw Conflicts.quota("access keys of this user", Quotas.ACCESS_KEYS_PER_USER);
            }
            insert(handle, key, sealed);
        });
        call.notes().note("access_key_id", id);
        ObjectNode answer = Json.object();
        answer.set("access_key", key.json().put("secret_access_key", secret));
        return Answer.json(201, answer).shownOnce();
    }

    /** A page of a user's keys, without their secrets. */
    public Answer list(Call call) {
        MarkedPage page = MarkedPage.of(call);
        User user = accounts.of(call);
        return page.answer(
                "access_keys",
                parts.database()
                        .read(handle -> handle.createQuery("select id, user_id, enabled, created_at, last_used_at"
                                        + " from access_key where user_id = :userId and id > :after order by id"
                                        + " limit :limit")
                                .bind("userId", user.id())
                                .bind("after", page.after())
                                .bind("limit", page.fetch())
                                .map((row, context) -> key(row))
                                .list()),
                Key::id,
                Key::json);
    }

    /** Lets one sign, or no longer. */
    public Answer update(Call call) {
        User user = accounts.changeable(call);
        String id = call.path("access_key_id");
        boolean enabled = call.body().text("status").equals("active");
        Key changed = parts.database().write(handle -> {
            handle.createUpdate("update access_key set enabled = :enabled where id = :id and user_id = :userId")
                    .bind("enabled", enabled)
                    .bind("id", id)
                    .bind("userId", user.id())
                    .execute();
            return require(handle, user.id(), id);
        });
        call.notes().note("access_key_id", id);
        ObjectNode answer = Json.object();
        answer.set("access_key", changed.json());
        return Answer.ok(answer);
    }

    /** Deletes one. */
    public Answer delete(Call call) {
        User user = accounts.changeable(call);
        String id = call.path("access_key_id");
        parts.database().change(handle -> {
            require(handle, user.id(), id);
            handle.execute("delete from access_key where id = ?", id);
        });
        call.notes().note("access_key_id", id);
        return Answer.empty(204);
    }

    /** When one last signed. */
    public Answer lastUsed(Call call) {
        User user = accounts.of(call);
        Key key = parts.database().read(handle -> require(handle, user.id(), call.path("access_key_id")));
        ObjectNode answer = Json.object();
        ObjectNode inner = answer.putObject("access_key_last_used");
        key.lastUsedAt().ifPresent(at -> inner.put("last_used_at", Times.iso(at)));
        return Answer.ok(answer);
    }

    private static void insert(Handle handle, Key key, byte[] sealed) {
        handle.createUpdate("insert into access_key (id, user_id, secret, enabled, created_at)"
                        + " values (:id, :userId, :secret, :enabled, :createdAt)")
                .bind("id", key.id())
                .bind("userId", key.userId())
                .bind("secret", sealed)
                .bind("enabled", key.enabled())
                .bind("createdAt", key.createdAt())
                .execute();
    }

    private static Key require(Handle handle, String userId, String id) {
        return handle.createQuery("select id, user_id, enabled, created_at, last_used_at from access_key"
                        + " where id = :id and user_id = :userId")
                .bind("id", id)
                .bind("userId", userId)
                .map((row, context) -> key(row))
                .findOne()
                .orElseThrow(() -> Service.IAM.notFound("access-key", id));
    }

    private static int count(Handle handle, String userId) {
        return handle.createQuery("select count(*) from access_key where user_id = :userId")
                .bind("userId", userId)
                .mapTo(Integer.class)
                .one();
    }

    private static Key key(ResultSet row) throws SQLException {
        long lastUsed = row.getLong("last_used_at");
        OptionalLong lastUsedAt = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(lastUsed);
        return new Key(
                row.getString("id"),
                row.getString("user_id"),
                row.getBoolean("enabled"),
                row.getLong("created_at"),
                lastUsedAt);
    }

    private static String random(String characters, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(RANDOM.nextInt(characters.length())));
        }
        return text.toString();
    }

    /** A key without its secret. */
    private record Key(String id, String userId, boolean enabled, long createdAt, OptionalLong lastUsedAt) {
        ObjectNode json() {
            return Json.object()
                    .put("user_id", userId)
                    .put("access_key_id", id)
                    .put("created_at", Times.iso(createdAt))
                    .put("status", enabled ? "active" : "inactive");
        }
    }
}
