package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.cli.Exit;
import dev.watchword.cli.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reset}: a new password for an account of a host, and what became of it. */
@Command(
        name = "reset",
        description = {
            "Give an account of a host a new password, asked for or read from standard input.",
            "The host takes it at its next boot, or at once with --now. Without --wait the state is printed and the",
            "command ends."
        },
        mixinStandardHelpOptions = true,
        subcommands = ResetCommand.Status.class)
public final class ResetCommand implements Callable<Integer> {

    private static final Set<String> ENDS = Set.of("verified", "failed", "expired");
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Parameters(arity = "0..1", paramLabel = "HOST", defaultValue = "", description = "The host's id or name.")
    private String host = "";

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "An account of the system, or one of a service as redis:default. Default: ${DEFAULT-VALUE}")
    private String account = "root";

    @Option(names = "--now", description = "Do not wait for the host's next boot.")
    private boolean now;

    @Option(names = "--unchecked", description = "Do not hold the password against the complexity rules.")
    private boolean unchecked;

    @Option(names = "--wait", description = "Wait until the new password is verified, or has failed.")
    private boolean wait;

    @Option(names = "--minutes", paramLabel = "N", description = "How long to wait. Default: ${DEFAULT-VALUE}")
    private int minutes = 30;

    @Override
    public Integer call() throws InterruptedException {
        if (host.isEmpty()) {
            throw Failure.usage("the HOST is missing");
        }
        Api api = Api.current();
        String id = id(api, host);
        ObjectNode body = Api.object()
                .put("account", account)
                .put("apply", now ? "now" : "boot")
                .put("new_password", Secret.ask("new password"))
                .put("is_check_password", !unchecked);
        JsonNode reset = api.post("/v1/watchword/" + api.project() + "/hosts/" + Api.encoded(id) + "/resets", body);
        if (wait) {
            reset = awaited(api, reset);
        }
        print(List.of(reset));
        return reset.path("state").asText().equals("failed") ? Exit.FAILED : Exit.DONE;
    }

    private JsonNode awaited(Api api, JsonNode first) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        JsonNode reset = first;
        while (!ENDS.contains(reset.path("state").asText()) && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            reset = api.get("/v1/watchword/" + api.project() + "/resets/"
                    + Api.encoded(first.path("id").asText()));
        }
        return reset;
    }

    private static String id(Api api, String host) {
        List<JsonNode> found = Pages.of(
                        api,
                        "/v5/" + api.project() + "/host-management/hosts",
                        Map.of("enterprise_project_id", "all_granted_eps"))
                .rows()
                .stream()
                .filter(each -> each.path("host_id").asText().equals(host)
                        || each.path("host_name").asText().equals(host))
                .toList();
        if (found.size() != 1) {
            throw Failure.usage(
                    found.isEmpty() ? "there is no host " + host : host + " names several hosts; use an id");
        }
        return found.getFirst().path("host_id").asText();
    }

    private static void print(List<JsonNode> resets) {
        new Listing()
                .column("RESET", "id")
                .column("HOST", "host_id")
                .column("ACCOUNT", "account")
                .column("STATE", "state")
                .column("REASON", "reason")
                .column("STILL IN THE WAY", ResetCommand::obstacles)
                .print(resets, "No password was reset yet.", System.out);
    }

    private static String obstacles(JsonNode reset) {
        return reset.path("obstacles").valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    /** {@code reset status}. */
    @Command(
            name = "status",
            description = "Show what became of the resets of a host.",
            mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {

        @Parameters(paramLabel = "HOST", description = "The host's id or name.")
        private String host = "";

        @Override
        public Integer call() {
            Api api = Api.current();
            String path = "/v1/watchword/" + api.project() + "/hosts/" + Api.encoded(id(api, host)) + "/resets";
            print(Pages.of(api, path, Map.of()).rows());
            return Exit.DONE;
        }
    }
}
