package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Json;
import dev.watchword.server.iam.authorization.Urns;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * An identity policy as lists show it.
 *
 * @param id 32 hexadecimal digits
 * @param domainId the account
 * @param name unique in the account
 * @param path a folder for people, {@code ""} or ending in a slash
 * @param description free text
 * @param builtIn whether it came with the account; then it stays as it is
 * @param defaultVersion the version that counts, from 1
 * @param attachments to how many users and groups it is attached
 * @param createdAt epoch milliseconds
 * @param updatedAt epoch milliseconds
 */
record Policy(
        String id,
        String domainId,
        String name,
        String path,
        String description,
        boolean builtIn,
        int defaultVersion,
        int attachments,
        long createdAt,
        long updatedAt) {

    static final String QUERY = "select p.id, p.domain_id, p.name, p.path, p.description, p.built_in, p.created_at,"
            + " p.updated_at, (select max(v.version) from identity_policy_version v where v.policy_id = p.id"
            + " and v.is_default) as default_version, (select count(*) from policy_attachment a"
            + " where a.policy_id = p.id) as attachments from identity_policy p";

    static Policy of(ResultSet row) throws SQLException {
        return new Policy(
                row.getString("id"),
                row.getString("domain_id"),
                row.getString("name"),
                row.getString("path"),
                row.getString("description"),
                row.getBoolean("built_in"),
                row.getInt("default_version"),
                row.getInt("attachments"),
                row.getLong("created_at"),
                row.getLong("updated_at"));
    }

    String urn() {
        return Urns.policy(domainId, builtIn, name);
    }

    ObjectNode json() {
        return Json.object()
                .put("policy_type", builtIn ? "system" : "custom")
                .put("policy_name", name)
                .put("policy_id", id)
                .put("urn", urn())
                .put("path", path)
                .put("default_version_id", PolicyVersion.id(defaultVersion))
                .put("attachment_count", attachments)
                .put("description", description)
                .put("created_at", Times.iso(createdAt))
                .put("updated_at", Times.iso(updatedAt));
    }
}
