package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * One version of an identity policy.
 *
 * @param number from 1
 * @param document its text
 * @param isDefault whether it is the one that counts
 * @param createdAt epoch milliseconds
 */
record PolicyVersion(int number, String document, boolean isDefault, long createdAt) {

    private static final Pattern ID = Pattern.compile("v([1-9][0-9]{0,8})");

    static PolicyVersion of(ResultSet row) throws SQLException {
        return new PolicyVersion(
                row.getInt("version"),
                row.getString("document"),
                row.getBoolean("is_default"),
                row.getLong("created_at"));
    }

    /** How paths and answers write a version's number. */
    static String id(int number) {
        return "v" + number;
    }

    /** The number; empty when the text is none. */
    static OptionalInt number(String id) {
        var form = ID.matcher(id);
        return form.matches() ? OptionalInt.of(Integer.parseInt(form.group(1))) : OptionalInt.empty();
    }

    /** As lists show it. */
    ObjectNode json() {
        return Json.object()
                .put("version_id", id(number))
                .put("is_default", isDefault)
                .put("created_at", Times.iso(createdAt));
    }

    /** With its text. */
    ObjectNode whole() {
        return json().put("document", document);
    }
}
