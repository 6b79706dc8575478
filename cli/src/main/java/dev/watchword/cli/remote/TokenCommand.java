package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hosts token}: lets one machine in. */
@Command(
        name = "token",
        description = "Make a token that enrols one machine, and print it, which is shown this once.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Option(
            names = "--role",
            paramLabel = "host|scanner",
            defaultValue = "host",
            description = "What the agent is: one that watches its host, or one that reads images of registries too."
                    + " Default: ${DEFAULT-VALUE}")
    private String role = "host";

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long it is good. Default: ${DEFAULT-VALUE}")
    private int minutes = 10;

    @Option(names = "--replaces", description = "Also for a machine that is a member already.")
    private boolean replaces;

    @Override
    public Integer call() {
        Api api = Api.current();
        JsonNode token = api.post(
                "/v1/watchword/" + api.project() + "/enrolment-tokens",
                Api.object().put("role", role).put("ttl_seconds", minutes * 60).put("replaces", replaces));
        System.out.println("token       " + token.path("token").asText());
        System.out.println("server_key  " + token.path("server_key_fingerprint").asText());
        return 0;
    }
}
