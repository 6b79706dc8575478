package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.cli.Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code enrol-tokens}: what lets a machine become a member of the project's fleet. */
@Command(
        name = "enrol-tokens",
        description = "List the project's enrolment tokens, the newest first; subcommands create and withdraw them.",
        mixinStandardHelpOptions = true,
        subcommands = {EnrolTokensCommand.Create.class, EnrolTokensCommand.Withdraw.class})
public final class EnrolTokensCommand implements Callable<Integer> {

    private static final int LONGEST_MINUTES = 24 * 60;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Api api = Api.current();
        Pages tokens = Pages.of(api, path(api), Map.of());
        if (output.isJson()) {
            output.print(tokens.json());
            return 0;
        }
        new Listing()
                .column("ID", "id")
                .column("STATE", "state")
                .column("ROLE", "role")
                .column("ENTERPRISE PROJECT", "enterprise_project_id")
                .column("HOST GROUP", "host_group_id")
                .column("EXPIRES", row -> moment(row.path("expires_at").asLong()))
                .column("LET IN", "used_by")
                .print(tokens.rows(), "The project has no enrolment token.", System.out);
        return 0;
    }

    private static String path(Api api) {
        return "/v1/watchword/" + api.project() + "/enrolment-tokens";
    }

    private static String moment(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code enrol-tokens create}. */
    @Command(
            name = "create",
            description = "Create a token that lets one machine in, once, and print it, which is done this once.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        @Option(
                names = "--ttl",
                paramLabel = "MINUTES",
                defaultValue = "10",
                description = "It is worth nothing after so many minutes, 1 to 1440. Default: ${DEFAULT-VALUE}")
        private int minutes = 10;

        @Option(
                names = "--enterprise-project",
                paramLabel = "ID",
                defaultValue = "0",
                description = "The enterprise project that the machine will belong to. Default: ${DEFAULT-VALUE}")
        private String enterpriseProject = "0";

        @Option(
                names = "--host-group",
                paramLabel = "ID",
                defaultValue = "",
                description = "The host group that it will belong to. Default: the default group")
        private String hostGroup = "";

        @Option(
                names = "--scanner",
                description = "The agent also reads the project's images, and is told how to log in to registries.")
        private boolean scanner;

        @Option(
                names = "--replaces",
                paramLabel = "HOST_ID",
                defaultValue = "",
                description = "The machine of this host enrols again, and no other; its former agent is denied then.")
        private String replaces = "";

        @Mixin
        private Output output = new Output();

        @Override
        public Integer call() {
            if (minutes < 1 || minutes > LONGEST_MINUTES) {
                throw Failure.usage("--ttl is 1 to " + LONGEST_MINUTES + " minutes");
            }
            Api api = Api.current();
            ObjectNode wish = Api.object().put("ttl_seconds", 60 * minutes).put("replaces", replaces);
            wish.put("enterprise_project_id", enterpriseProject)
                    .put("host_group_id", hostGroup)
                    .put("role", scanner ? "scanner" : "host");
            JsonNode token = api.post(path(api), wish);
            if (output.isJson()) {
                output.print(token);
                return 0;
            }
            System.out.println("id          " + token.path("id").asText());
            System.out.println("token       " + token.path("token").asText());
            System.out.println(
                    "server key  " + token.path("server_key_fingerprint").asText());
            System.out.println("expires     " + moment(token.path("expires_at").asLong()));
            System.out.println("On the machine, which asks for the token:");
            System.out.println("    watchword agent enrol --server " + api.endpoint() + " --server-key "
                    + token.path("server_key_fingerprint").asText());
            return 0;
        }
    }

    /** {@code enrol-tokens withdraw}. */
    @Command(
            name = "withdraw",
            description = "Take a token back. One that was used stays used: its agent is a member until it is revoked.",
            mixinStandardHelpOptions = true)
    static final class Withdraw implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = "The token's id, as the list shows it; never the token itself.")
        private String id = "";

        @Override
        public Integer call() {
            Api api = Api.current();
            api.delete(path(api) + "/" + Api.encoded(id));
            System.out.println("withdrawn " + id);
            return 0;
        }
    }
}
