package dev.watchword.server.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Finds access keys for those who check signatures, in the caller's own transaction. Safe for use by many threads. */
public final class AccessKeys {

    private AccessKeys() {}

    /** The place to which a key's secret is sealed, see {@link dev.watchword.server.secrets.AtRest}. */
    public static String secretPlace(String accessKeyId) {
        return "access_key/secret/" + accessKeyId;
    }

    /** The key with this id, whoever's it is. */
    public static Optional<AccessKey> find(Handle handle, String id) {
        return handle.createQuery("select id, user_id, secret, enabled, last_used_at from access_key where id = :id")
                .bind("id", id)
                .map((row, context) -> key(row))
                .findOne();
    }

    /** Notes that a key was used. */
    public static void used(Handle handle, String id, String service, long now) {
        handle.createUpdate("update access_key set last_used_at = :now, last_service = :service where id = :id")
                .bind("now", now)
                .bind("service", service)
                .bind("id", id)
                .execute();
    }

    private static AccessKey key(ResultSet row) throws SQLException {
        long lastUsed = row.getLong("last_used_at");
        OptionalLong lastUsedAt = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(lastUsed);
        return new AccessKey(
                row.getString("id"),
                row.getString("user_id"),
                row.getBytes("secret"),
                row.getBoolean("enabled"),
                lastUsedAt);
    }
}
