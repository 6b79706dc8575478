package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.cli.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registries}: where the project's images are. */
@Command(
        name = "registries",
        description = "List the registries whose images scanners read; subcommands add and delete one.",
        mixinStandardHelpOptions = true,
        subcommands = {RegistriesCommand.Listed.class, RegistriesCommand.Add.class, RegistriesCommand.Delete.class})
public final class RegistriesCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        return list(output);
    }

    private static int list(Output output) {
        JsonNode answer = all(Api.current());
        if (output.isJson()) {
            output.print(answer);
            return 0;
        }
        List<JsonNode> rows = new ArrayList<>();
        answer.path("data_list").forEach(rows::add);
        new Listing()
                .column("NAME", "name")
                .column("HOST", "host")
                .column("IMAGES", "image_type")
                .column("LOGIN", row -> row.path("has_login").asBoolean() ? "yes" : "no")
                .column("ID", "id")
                .print(rows, "The project has no registry yet.", System.out);
        return 0;
    }

    private static String path(Api api) {
        return "/v1/watchword/" + api.project() + "/registries";
    }

    private static JsonNode all(Api api) {
        return api.get(path(api));
    }

    /** The id of the registry with this id or name. */
    static String id(Api api, String registry) {
        List<JsonNode> found = all(api).path("data_list")
                .valueStream()
                .filter(each -> each.path("id").asText().equals(registry)
                        || each.path("name").asText().equals(registry))
                .toList();
        if (found.size() != 1) {
            throw Failure.usage("there is no registry " + registry);
        }
        return found.getFirst().path("id").asText();
    }

    /** {@code registries list}. */
    @Command(name = "list", description = "List the registries.", mixinStandardHelpOptions = true)
    static final class Listed implements Callable<Integer> {

        @Mixin
        private Output output = new Output();

        @Override
        public Integer call() {
            return list(output);
        }
    }

    /** {@code registries add}. */
    @Command(
            name = "add",
            description = {
                "Add a registry.",
                "With --user the password is asked for, or read from standard input or a file; it is kept encrypted and"
                        + " never shown again."
            },
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {

        private static final int LONGEST = 65_536;

        @Parameters(index = "0", paramLabel = "NAME", description = "What it is called here.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "HOST[:PORT]", description = "Where it is.")
        private String host = "";

        @Option(
                names = "--type",
                paramLabel = "TYPE",
                defaultValue = "private_image",
                description =
                        "private_image, shared_image, instance_image, registry or cicd. Default: ${DEFAULT-VALUE}")
        private String type = "private_image";

        @Option(names = "--user", paramLabel = "NAME", defaultValue = "", description = "Who logs in. Default: nobody")
        private String user = "";

        @Option(names = "--password-file", paramLabel = "FILE", description = "Read the password from there.")
        private @Nullable Path passwordFile;

        @Option(
                names = "--ca",
                paramLabel = "FILE",
                description = "Certificates (PEM) to trust besides the usual ones.")
        private @Nullable Path authority;

        @Option(names = "--plain-http", description = "It is spoken to without TLS.")
        private boolean plainHttp;

        @Option(
                names = "--private",
                description = "It may have an address that is not public; the scanner must allow that too.")
        private boolean privateAddresses;

        @Option(
                names = "--registry-host",
                paramLabel = "HOST[:PORT]",
                description = "A host that it may send to, for tokens and layers. May be given several times.")
        private List<String> hosts = new ArrayList<>();

        @Override
        public Integer call() {
            if (user.isEmpty() && passwordFile != null) {
                throw Failure.usage("--password-file needs --user");
            }
            Api api = Api.current();
            ObjectNode body = Api.object()
                    .put("name", name)
                    .put("host", host)
                    .put("image_type", type)
                    .put("plain_http", plainHttp)
                    .put("private_addresses", privateAddresses);
            ArrayNode allowed = body.putArray("allowed_hosts");
            hosts.forEach(allowed::add);
            if (authority != null) {
                body.put("authority", text(authority));
            }
            if (!user.isEmpty()) {
                body.putObject("login").put("user_name", user).put("password", password());
            }
            JsonNode added = api.post(path(api), body);
            System.out.println("added " + added.path("id").asText());
            return 0;
        }

        private String password() {
            return passwordFile == null
                    ? Secret.ask("password for the registry")
                    : text(passwordFile).stripTrailing();
        }

        private static String text(Path file) {
            try (var in = Files.newInputStream(file)) {
                return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw Failure.failed(file + " cannot be read");
            }
        }
    }

    /** {@code registries delete}. */
    @Command(
            name = "delete",
            description = "Delete a registry with its schedules; what was found in its images stays.",
            mixinStandardHelpOptions = true)
    static final class Delete implements Callable<Integer> {

        @Parameters(paramLabel = "REGISTRY", description = "Its name or id.")
        private String registry = "";

        @Override
        public Integer call() {
            Api api = Api.current();
            api.delete(path(api) + "/" + Api.encoded(id(api, registry)));
            System.out.println("deleted " + registry);
            return 0;
        }
    }
}
