package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.cli.Failure;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code login}: keeps what the other commands need to speak to a server. */
@Command(
        name = "login",
        description = {
            "Log in to a server for the commands that speak to it.",
            "With the file that a server's first start has written, with an access key, or with a user's password."
                    + " Secrets are asked for, or read from standard input; they are never arguments."
        },
        mixinStandardHelpOptions = true)
public final class LoginCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--bootstrap", paramLabel = "FILE", description = "The bootstrap.json of a server's first start.")
    private @Nullable Path bootstrap;

    @Option(names = "--delete-bootstrap", description = "Delete that file without asking.")
    private boolean deleteBootstrap;

    @Option(names = "--endpoint", paramLabel = "URL", description = "The server's address.")
    private @Nullable URI endpoint;

    @Option(
            names = "--access-key",
            paramLabel = "ID",
            description = "Log in with this access key; its secret is asked.")
    private @Nullable String accessKey;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Log in as this user for a day; the password is asked.")
    private @Nullable String user;

    @Option(names = "--account", paramLabel = "NAME", description = "The user's account.")
    private @Nullable String account;

    @Option(
            names = "--project",
            paramLabel = "ID|NAME",
            description = "The project to work in, when there are several.")
    private @Nullable String project;

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust the authorities of this PEM file instead.")
    private @Nullable Path authority;

    @Override
    public Integer call() {
        Profile profile = bootstrap != null ? fromBootstrap(bootstrap) : endpoint != null ? at(endpoint) : missing();
        JsonNode identity = new Api(profile).get("/v5/caller-identity");
        profile.save();
        System.out.println("logged in to " + profile.endpoint() + " as "
                + identity.path("principal_urn").asText());
        if (bootstrap != null) {
            offerDeletion(bootstrap);
        }
        return 0;
    }

    private static Profile missing() {
        throw Failure.usage("either --bootstrap or --endpoint says where to log in");
    }

    private Profile fromBootstrap(Path file) {
        JsonNode json;
        try {
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw Failure.failed(file + " cannot be read as a bootstrap file");
        }
        return new Profile(
                endpoint != null ? endpoint : URI.create(json.path("endpoint").asText()),
                json.path("domain_id").asText(),
                json.path("project_id").asText(),
                new Profile.Credential.AccessKey(
                        json.path("access_key_id").asText(),
                        json.path("secret_access_key").asText()),
                authority());
    }

    private Profile at(URI server) {
        if (accessKey != null) {
            return withKey(server, accessKey);
        }
        if (user != null && account != null) {
            return withPassword(server, user, account);
        }
        throw Failure.usage("--endpoint needs --access-key, or --user and --account");
    }

    private Profile withKey(URI server, String id) {
        Profile.Credential key = new Profile.Credential.AccessKey(id, Secret.ask("secret access key"));
        Profile unscoped = new Profile(server, "", "", key, authority());
        Api api = new Api(unscoped);
        String domain = api.get("/v5/caller-identity").path("account_id").asText();
        JsonNode projects = api.get("/v3/auth/projects").path("projects");
        return new Profile(server, domain, chosen(projects), key, authority());
    }

    private Profile withPassword(URI server, String name, String accountName) {
        String password = Secret.ask("password");
        Api.Received global = Api.login(server, authority(), request(name, accountName, password, Optional.empty()));
        Profile unscoped = new Profile(server, "", "", token(global), authority());
        String id = chosen(new Api(unscoped).get("/v3/auth/projects").path("projects"));
        Api.Received scoped = Api.login(server, authority(), request(name, accountName, password, Optional.of(id)));
        String domain = scoped.body()
                .path("token")
                .path("user")
                .path("domain")
                .path("id")
                .asText();
        return new Profile(server, domain, id, token(scoped), authority());
    }

    private static Profile.Credential token(Api.Received received) {
        return new Profile.Credential.Token(
                received.token().orElseThrow(() -> Failure.failed("the server gave no token")));
    }

    private static ObjectNode request(String name, String accountName, String password, Optional<String> projectId) {
        ObjectNode root = Api.object();
        ObjectNode auth = root.putObject("auth");
        ObjectNode identity = auth.putObject("identity");
        identity.putArray("methods").add("password");
        ObjectNode who = identity.putObject("password").putObject("user");
        who.put("name", name).put("password", password);
        who.putObject("domain").put("name", accountName);
        projectId.ifPresent(id -> auth.putObject("scope").putObject("project").put("id", id));
        return root;
    }

    private String chosen(JsonNode projects) {
        for (JsonNode each : projects) {
            if (project == null ? projects.size() == 1 : isNamed(each, project)) {
                return each.path("id").asText();
            }
        }
        throw Failure.usage("--project must name one of the account's " + projects.size() + " projects");
    }

    private static boolean isNamed(JsonNode candidate, String wanted) {
        return candidate.path("id").asText().equals(wanted)
                || candidate.path("name").asText().equals(wanted);
    }

    private Optional<Path> authority() {
        return Optional.ofNullable(authority).map(Path::toAbsolutePath);
    }

    private void offerDeletion(Path file) {
        Console console = System.console();
        boolean yes = deleteBootstrap;
        if (!yes && console != null && console.isTerminal()) {
            String answer = console.readLine("%s still holds the root user's secrets. Delete it? [y/N] ", file);
            yes = answer != null && answer.strip().equalsIgnoreCase("y");
        }
        if (!yes) {
            System.out.println(file + " holds the root user's secrets and should be deleted");
            return;
        }
        try {
            Files.delete(file);
            System.out.println("deleted " + file);
        } catch (IOException e) {
            throw Failure.failed(file + " could not be deleted");
        }
    }
}
