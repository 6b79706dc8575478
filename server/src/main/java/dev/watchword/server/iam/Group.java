package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Json;
import dev.watchword.server.iam.authorization.Urns;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A group of an account's users.
 *
 * @param id 32 hexadecimal digits
 * @param domainId the account
 * @param name unique in the account
 * @param description free text
 * @param builtIn whether it came with the account; then it stays
 * @param createdAt epoch milliseconds
 */
record Group(String id, String domainId, String name, String description, boolean builtIn, long createdAt) {

    static final String COLUMNS = "id, domain_id, name, description, built_in, created_at";

    static Group of(ResultSet row) throws SQLException {
        return new Group(
                row.getString("id"),
                row.getString("domain_id"),
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("built_in"),
                row.getLong("created_at"));
    }

    ObjectNode json() {
        return Json.object()
                .put("group_id", id)
                .put("group_name", name)
                .put("description", description)
                .put("created_at", Times.iso(createdAt))
                .put("urn", Urns.group(domainId, name));
    }
}
