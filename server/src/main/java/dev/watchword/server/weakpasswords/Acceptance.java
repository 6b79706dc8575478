package dev.watchword.server.weakpasswords;

import dev.watchword.server.http.Field;
import dev.watchword.server.http.Shape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Somebody knows of a finding and answers for it until it expires.
 *
 * @param reason why it may stay
 * @param owner who answers for it
 * @param acceptedBy the id of the user who said so
 * @param acceptedAt epoch milliseconds
 * @param expiresAt epoch milliseconds; from then on it is as if it had never been given
 */
record Acceptance(String reason, String owner, String acceptedBy, long acceptedAt, long expiresAt) {

    static final Field[] FIELDS = {
        Field.required("reason", Shape.text(1, 512)),
        Field.required("owner", Shape.text(1, 128)),
        Field.required("accepted_by", Shape.text(0, 64)),
        Field.required("accepted_at", Shape.whole(0, Long.MAX_VALUE)),
        Field.required("expires_at", Shape.whole(0, Long.MAX_VALUE))
    };

    static Optional<Acceptance> of(ResultSet row) throws SQLException {
        String owner = row.getString("owner");
        return owner == null
                ? Optional.empty()
                : Optional.of(new Acceptance(
                        row.getString("reason"),
                        owner,
                        row.getString("accepted_by"),
                        row.getLong("accepted_at"),
                        row.getLong("expires_at")));
    }
}
