package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys}: access keys, which sign the calls of programs. */
@Command(
        name = "keys",
        description = "List a user's access keys; subcommands create, enable, disable and delete them.",
        mixinStandardHelpOptions = true,
        subcommands = {KeysCommand.Create.class, KeysCommand.Status.class, KeysCommand.Delete.class})
public final class KeysCommand implements Callable<Integer> {

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "", description = "Whose; without it, your own.")
    private String user = "";

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Api api = Api.current();
        JsonNode answer = api.get(path(api, user));
        if (output.isJson()) {
            output.print(answer);
            return 0;
        }
        List<JsonNode> keys = new ArrayList<>();
        answer.path("access_keys").forEach(keys::add);
        new Listing()
                .column("KEY", "access_key_id")
                .column("STATUS", "status")
                .column("CREATED", "created_at")
                .print(keys, "The user has no access key.", System.out);
        return 0;
    }

    private static String path(Api api, String userName) {
        String id = userName.isEmpty()
                ? api.get("/v5/caller-identity").path("principal_id").asText()
                : UsersCommand.id(api, userName);
        return "/v5/users/" + Api.encoded(id) + "/access-keys";
    }

    /** {@code keys create}. */
    @Command(
            name = "create",
            description = "Create an access key and print its secret, which is shown this once.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        @Option(names = "--user", paramLabel = "NAME", defaultValue = "", description = "Whose; without it, your own.")
        private String user = "";

        @Override
        public Integer call() {
            Api api = Api.current();
            JsonNode key = api.post(path(api, user)).path("access_key");
            System.out.println("access_key_id      " + key.path("access_key_id").asText());
            System.out.println(
                    "secret_access_key  " + key.path("secret_access_key").asText());
            return 0;
        }
    }

    /** {@code keys status}. */
    @Command(name = "status", description = "Enable or disable an access key.", mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "KEY", description = "The key's id.")
        private String key = "";

        @Parameters(index = "1", paramLabel = "active|inactive", description = "What it shall be.")
        private String status = "";

        @Option(names = "--user", paramLabel = "NAME", defaultValue = "", description = "Whose; without it, your own.")
        private String user = "";

        @Override
        public Integer call() {
            Api api = Api.current();
            api.put(path(api, user) + "/" + Api.encoded(key), Api.object().put("status", status));
            System.out.println(key + " is " + status);
            return 0;
        }
    }

    /** {@code keys delete}. */
    @Command(name = "delete", description = "Delete an access key.", mixinStandardHelpOptions = true)
    static final class Delete implements Callable<Integer> {

        @Parameters(paramLabel = "KEY", description = "The key's id.")
        private String key = "";

        @Option(names = "--user", paramLabel = "NAME", defaultValue = "", description = "Whose; without it, your own.")
        private String user = "";

        @Override
        public Integer call() {
            Api api = Api.current();
            api.delete(path(api, user) + "/" + Api.encoded(key));
            System.out.println("deleted " + key);
            return 0;
        }
    }
}
