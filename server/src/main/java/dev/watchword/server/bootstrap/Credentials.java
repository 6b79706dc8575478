package dev.watchword.server.bootstrap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Json;
import java.util.Optional;

/**
 * How somebody gets in: what {@code bootstrap.json} holds. Prints no secret.
 *
 * @param endpoint the server's address
 * @param domainId the account
 * @param domainName its name
 * @param projectId the account's first project
 * @param projectName its name
 * @param userName the account's root user
 * @param password theirs; empty when they gave it themselves
 * @param accessKeyId of their access key
 * @param secretAccessKey its secret
 */
public record Credentials(
        String endpoint,
        String domainId,
        String domainName,
        String projectId,
        String projectName,
        String userName,
        Optional<String> password,
        String accessKeyId,
        String secretAccessKey) {

    private static final String NOTE =
            "These credentials may do everything. Store them elsewhere, then delete this file.";

    /** As the file has it. */
    byte[] json() {
        ObjectNode json = Json.object()
                .put("note", NOTE)
                .put("endpoint", endpoint)
                .put("domain_id", domainId)
                .put("domain_name", domainName)
                .put("project_id", projectId)
                .put("project_name", projectName)
                .put("user_name", userName);
        password.ifPresent(known -> json.put("password", known));
        json.put("access_key_id", accessKeyId).put("secret_access_key", secretAccessKey);
        return Json.write(json);
    }

    @Override
    public String toString() {
        return "Credentials[" + userName + " of " + domainName + "]";
    }
}
