package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Which server the commands speak to, and as whom: what {@code login} leaves for them, in a file that its owner alone can
 * read. Prints no secret.
 *
 * @param endpoint the server's address, e.g. {@code https://watchword.example.net}
 * @param domainId the account
 * @param projectId the project that the commands work in
 * @param credential how they prove who they are
 * @param authority a PEM file of the authorities to trust instead of the system's
 */
record Profile(URI endpoint, String domainId, String projectId, Credential credential, Optional<Path> authority) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What proves the caller. */
    sealed interface Credential {

        /**
         * @param id of the key
         * @param secret that signs
         */
        record AccessKey(String id, String secret) implements Credential {
            @Override
            public String toString() {
                return "AccessKey[" + id + "]";
            }
        }

        /** @param value as the server gave it; it dies within a day */
        record Token(String value) implements Credential {
            @Override
            public String toString() {
                return "Token";
            }
        }
    }

    /** {@code $XDG_CONFIG_HOME/watchword/login.json}, or below {@code ~/.config}. */
    static Path place() {
        String configured = System.getenv("XDG_CONFIG_HOME");
        Path home = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(configured);
        return home.resolve("watchword").resolve("login.json");
    }

    /** The last login's. */
    static Profile current() {
        Path file = place();
        try {
            var mode = Files.getPosixFilePermissions(file);
            if (!PosixFilePermissions.fromString("rw-------").containsAll(mode)) {
                throw Failure.failed(file + " can be read by others; remove it and log in again");
            }
            return parse(JSON.readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw Failure.failed("not logged in; see watchword login --help");
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.failed(file + " cannot be read; log in again");
        }
    }

    /** Keeps this one for later commands. */
    void save() {
        Path file = place();
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw Failure.failed("there is no place for " + file);
        }
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path fresh = Files.createTempFile(
                    folder,
                    ".login",
                    null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json()));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw Failure.failed("the login could not be kept in " + file);
        }
    }

    private ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("endpoint", endpoint.toString());
        json.put("domain_id", domainId);
        json.put("project_id", projectId);
        authority.ifPresent(file -> json.put("ca_file", file.toString()));
        switch (credential) {
            case Credential.AccessKey key -> json.put("access_key_id", key.id()).put("secret_access_key", key.secret());
            case Credential.Token token -> json.put("token", token.value());
        }
        return json;
    }

    private static Profile parse(JsonNode json) {
        Credential credential = json.has("token")
                ? new Credential.Token(json.path("token").asText())
                : new Credential.AccessKey(
                        json.path("access_key_id").asText(),
                        json.path("secret_access_key").asText());
        return new Profile(
                URI.create(json.path("endpoint").asText()),
                json.path("domain_id").asText(),
                json.path("project_id").asText(),
                credential,
                Optional.ofNullable(json.get("ca_file")).map(file -> Path.of(file.asText())));
    }
}
