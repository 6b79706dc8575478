package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.cli.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code users}: who may use the service. */
@Command(
        name = "users",
        description = "List the users of the account; subcommands create, delete and give them passwords.",
        mixinStandardHelpOptions = true,
        subcommands = {UsersCommand.Create.class, UsersCommand.Delete.class, UsersCommand.Password.class})
public final class UsersCommand implements Callable<Integer> {

    private static final String PATH = "/v5/users";

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        List<JsonNode> users = all(Api.current());
        if (output.isJson()) {
            ArrayNode list = Api.object().putArray("users");
            users.forEach(list::add);
            output.print(list);
            return 0;
        }
        new Listing()
                .column("NAME", "user_name")
                .column("ID", "user_id")
                .column("ENABLED", "enabled")
                .column("ROOT", "is_root_user")
                .column("CREATED", "created_at")
                .column("DESCRIPTION", "description")
                .print(users, "The account has no users.", System.out);
        return 0;
    }

    private static List<JsonNode> all(Api api) {
        List<JsonNode> users = new ArrayList<>();
        String marker = "";
        do {
            Map<String, String> query = new LinkedHashMap<>(Map.of("limit", "200"));
            if (!marker.isEmpty()) {
                query.put("marker", marker);
            }
            JsonNode page = api.get(PATH, query);
            page.path("users").forEach(users::add);
            marker = page.path("page_info").path("next_marker").asText("");
        } while (!marker.isEmpty());
        return users;
    }

    /** The id of the user with this name. */
    static String id(Api api, String name) {
        return all(api).stream()
                .filter(user -> user.path("user_name").asText().equals(name))
                .map(user -> user.path("user_id").asText())
                .findFirst()
                .orElseThrow(() -> Failure.failed("there is no user " + name));
    }

    /** {@code users create}. */
    @Command(name = "create", description = "Create a user without a password.", mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "The user's name.")
        private String name = "";

        @Option(names = "--description", paramLabel = "TEXT", description = "What the user is for.")
        private String description = "";

        @Override
        public Integer call() {
            ObjectNode body = Api.object().put("name", name).put("description", description);
            JsonNode user = Api.current().post(PATH, body).path("user");
            System.out.println("created " + user.path("user_id").asText());
            return 0;
        }
    }

    /** {@code users delete}. */
    @Command(name = "delete", description = "Delete a user.", mixinStandardHelpOptions = true)
    static final class Delete implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "The user's name.")
        private String name = "";

        @Override
        public Integer call() {
            Api api = Api.current();
            api.delete(PATH + "/" + id(api, name));
            System.out.println("deleted " + name);
            return 0;
        }
    }

    /** {@code users password}. */
    @Command(
            name = "password",
            description = "Give a user a password, asked for or read from standard input.",
            mixinStandardHelpOptions = true)
    static final class Password implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "The user's name.")
        private String name = "";

        @Option(names = "--keep", description = "The user need not choose another at the next login.")
        private boolean keep;

        @Override
        public Integer call() {
            Api api = Api.current();
            String path = PATH + "/" + id(api, name) + "/login-profile";
            boolean first = !hasOne(api, path);
            ObjectNode body =
                    Api.object().put("password", Secret.ask("new password")).put("password_reset_required", !keep);
            if (first) {
                api.post(path, body);
            } else {
                api.put(path, body);
            }
            System.out.println("password set for " + name);
            return 0;
        }

        private static boolean hasOne(Api api, String path) {
            return api.find(path).isPresent();
        }
    }
}
