package dev.watchword.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * What a server's first start leaves for its operator.
 *
 * @param domainId the account
 * @param domainName its name
 * @param projectId its first project
 * @param projectName the project's name
 * @param userName the root user
 * @param password the root user's
 * @param accessKeyId the root user's key
 * @param secretAccessKey its secret
 */
record Bootstrap(
        String domainId,
        String domainName,
        String projectId,
        String projectName,
        String userName,
        String password,
        String accessKeyId,
        String secretAccessKey) {

    /** Reads {@code bootstrap.json}. */
    static Bootstrap in(Path data) {
        try {
            JsonNode json =
                    new ObjectMapper().readTree(data.resolve("bootstrap.json").toFile());
            return new Bootstrap(
                    json.required("domain_id").textValue(),
                    json.required("domain_name").textValue(),
                    json.required("project_id").textValue(),
                    json.required("project_name").textValue(),
                    json.required("user_name").textValue(),
                    json.required("password").textValue(),
                    json.required("access_key_id").textValue(),
                    json.required("secret_access_key").textValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root user's key. */
    Credential.Key key() {
        return new Credential.Key(accessKeyId, secretAccessKey);
    }

    @Override
    public String toString() {
        return "bootstrap of " + domainName;
    }
}
