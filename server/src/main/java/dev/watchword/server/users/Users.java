package dev.watchword.server.users;

import dev.watchword.server.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Finds users, in the caller's own transaction. Safe for use by many threads. */
public final class Users {

    static final String COLUMNS = "id, domain_id, name, description, enabled, root, created_at, last_login_at,"
            + " password_hash is not null as has_password, password_set_at, password_reset_required,"
            + " profile_created_at";

    private static final String NAMED_SO = "domain_id = :domainId and lower(name) like :part escape '!'";

    private Users() {}

    /** The user with this id, in whatever account. */
    public static Optional<User> byId(Handle handle, String id) {
        return handle.createQuery("select " + COLUMNS + " from iam_user where id = :id")
                .bind("id", id)
                .map((row, context) -> user(row))
                .findOne();
    }

    /** The user of an account with exactly this name. */
    public static Optional<User> byName(Handle handle, String domainId, String name) {
        return handle.createQuery("select " + COLUMNS + " from iam_user where domain_id = :domainId and name = :name")
                .bind("domainId", domainId)
                .bind("name", name)
                .map((row, context) -> user(row))
                .findOne();
    }

    /**
     * Users of an account or of one of its groups, ordered by name, code point for code point.
     *
     * @param after only names behind this one
     * @param limit how many at the most
     */
    public static List<User> page(
            Handle handle, Dialect dialect, String domainId, Optional<String> groupId, String after, int limit) {
        String name = "name " + dialect.placeholders().get("bycodepoint");
        return handle.createQuery("select " + COLUMNS + " from iam_user where domain_id = :domainId and " + name
                        + " > :after and (:groupId = ''"
                        + " or id in (select user_id from group_member where group_id = :groupId))"
                        + " order by " + name + " limit :limit")
                .bind("domainId", domainId)
                .bind("groupId", groupId.orElse(""))
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> user(row))
                .list();
    }

    /**
     * Users of an account whose name holds a text, whatever its case, ordered by name.
     *
     * @param part {@code ""} for all
     * @param limit how many at the most
     * @param offset how many to leave out at the beginning
     */
    public static List<User> search(
            Handle handle, Dialect dialect, String domainId, String part, int limit, int offset) {
        return handle.createQuery("select " + COLUMNS + " from iam_user where " + NAMED_SO + " order by name "
                        + dialect.placeholders().get("bycodepoint") + " limit :limit offset :offset")
                .bind("domainId", domainId)
                .bind("part", part(part))
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> user(row))
                .list();
    }

    /** How many such users there are. */
    public static long count(Handle handle, String domainId, String part) {
        return handle.createQuery("select count(*) from iam_user where " + NAMED_SO)
                .bind("domainId", domainId)
                .bind("part", part(part))
                .mapTo(Long.class)
                .one();
    }

    /** A pattern for any name that holds the text; what means something in a pattern is itself. */
    private static String part(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    static User user(ResultSet row) throws SQLException {
        long lastLogin = row.getLong("last_login_at");
        OptionalLong lastLoginAt = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(lastLogin);
        Optional<User.LoginProfile> profile = row.getBoolean("has_password")
                ? Optional.of(new User.LoginProfile(
                        row.getLong("password_set_at"),
                        row.getBoolean("password_reset_required"),
                        row.getLong("profile_created_at")))
                : Optional.empty();
        return new User(
                row.getString("id"),
                row.getString("domain_id"),
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("enabled"),
                row.getBoolean("root"),
                row.getLong("created_at"),
                lastLoginAt,
                profile);
    }
}
