package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.cli.Exit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code images}: what scanners find in the images of registries. */
@Command(
        name = "images",
        description = "Have the images of registries scanned, and list what was found in them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ImagesCommand.Scan.class, ImagesCommand.Status.class, ImagesCommand.Weak.class})
public final class ImagesCommand implements Runnable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static String scans(Api api) {
        return "/v1/watchword/" + api.project() + "/images/scans";
    }

    private static void print(List<JsonNode> scans) {
        new Listing()
                .column("SCAN", "id")
                .column("STATE", "state")
                .column("TOTAL", "total")
                .column("DONE", "done")
                .column("INCOMPLETE", "incomplete")
                .column("FAILED", "failed")
                .column("CAUSE", "cause")
                .print(scans, "No image was scanned yet.", System.out);
    }

    private static void printJobs(Api api, String scan) {
        new Listing()
                .column(
                        "IMAGE",
                        job -> job.path("image").asText("").isEmpty()
                                ? "(list)"
                                : job.path("image").asText())
                .column("STATE", "state")
                .column("REASON", "reason")
                .print(
                        Pages.of(api, scans(api) + "/" + Api.encoded(scan) + "/jobs", Map.of())
                                .rows(),
                        "",
                        System.out);
    }

    /** {@code images scan}. */
    @Command(
            name = "scan",
            description = {
                "Ask scanners to read images of a registry.",
                "IMAGE is REPOSITORY[:TAG][@DIGEST], or a pattern: * is anything but a slash, ** anything."
            },
            mixinStandardHelpOptions = true)
    static final class Scan implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "REGISTRY", description = "Its name or id.")
        private String registry = "";

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE", description = "Which images.")
        private List<String> images = new ArrayList<>();

        @Option(names = "--wait", description = "Wait until all of them were read, and print what became of each.")
        private boolean wait;

        @Override
        public Integer call() throws InterruptedException {
            Api api = Api.current();
            ObjectNode body = Api.object().put("registry_id", RegistriesCommand.id(api, registry));
            ArrayNode names = body.putArray("images");
            images.forEach(names::add);
            JsonNode scan = api.post(scans(api), body);
            String id = scan.path("id").asText();
            if (!wait) {
                print(List.of(scan));
                return Exit.DONE;
            }
            while (scan.path("waiting").asInt() + scan.path("running").asInt() > 0) {
                Thread.sleep(PAUSE);
                scan = api.get(scans(api) + "/" + Api.encoded(id));
            }
            printJobs(api, id);
            return scan.path("state").asText().equals("done") ? Exit.DONE : Exit.INCOMPLETE;
        }
    }

    /** {@code images status}. */
    @Command(
            name = "status",
            description = "List the scans with their progress, or what became of each image of one.",
            mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {

        @Parameters(arity = "0..1", paramLabel = "SCAN", defaultValue = "", description = "The scan's id.")
        private String scan = "";

        @Override
        public Integer call() {
            Api api = Api.current();
            if (scan.isEmpty()) {
                print(Pages.of(api, scans(api), Map.of()).rows());
            } else {
                printJobs(api, scan);
            }
            return Exit.DONE;
        }
    }

    /** {@code images list}. */
    @Command(
            name = "list",
            description = "List the accounts with weak passwords in images.",
            mixinStandardHelpOptions = true)
    static final class Weak implements Callable<Integer> {

        @Option(
                names = "--type",
                paramLabel = "TYPE",
                defaultValue = "private_image",
                description = "Of images of this kind: private_image, shared_image, instance_image, registry or cicd."
                        + " Default: ${DEFAULT-VALUE}")
        private String type = "private_image";

        @Option(
                names = "--image",
                paramLabel = "TEXT",
                defaultValue = "",
                description = "Only images whose name holds this.")
        private String image = "";

        @Option(names = "--fail-on-findings", description = "Exit with 1 when there is one.")
        private boolean failOnFindings;

        @Mixin
        private Output output = new Output();

        @Override
        public Integer call() {
            Api api = Api.current();
            Map<String, String> filters = new LinkedHashMap<>();
            filters.put("enterprise_project_id", "all_granted_eps");
            filters.put("image_type", type);
            if (!image.isEmpty()) {
                filters.put("image_name", image);
            }
            Pages weak = Pages.of(api, "/v5/" + api.project() + "/image/baseline/weak-password-users", filters);
            if (output.isJson()) {
                output.print(weak.json());
            } else {
                new Listing()
                        .column("NAMESPACE", "namespace")
                        .column("IMAGE", "image_name")
                        .column("TAG", "image_version")
                        .column("SERVICE", "service_type")
                        .column("ACCOUNT", "user_name")
                        .column("PASSWORD", "desensitized_weak_passwords")
                        .column("WHAT TO DO", "suggestion")
                        .print(weak.rows(), "No weak password is known in these images.", System.out);
            }
            return failOnFindings && !weak.rows().isEmpty() ? Exit.FINDINGS : Exit.DONE;
        }
    }
}
