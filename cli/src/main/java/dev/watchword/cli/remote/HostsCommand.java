package dev.watchword.cli.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hosts}: the machines of the project. */
@Command(name = "hosts", description = "List the hosts of the project.", mixinStandardHelpOptions = true)
public final class HostsCommand implements Callable<Integer> {

    @Option(names = "--name", paramLabel = "TEXT", description = "Only hosts whose name holds this.")
    private @Nullable String name;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Api api = Api.current();
        Map<String, String> filters = new LinkedHashMap<>(Map.of("enterprise_project_id", "all_granted_eps"));
        if (name != null) {
            filters.put("host_name", name);
        }
        Pages hosts = Pages.of(api, "/v5/" + api.project() + "/host-management/hosts", filters);
        if (output.isJson()) {
            output.print(hosts.json());
            return 0;
        }
        new Listing()
                .column("HOST", "host_name")
                .column("ID", "host_id")
                .column("ADDRESS", "private_ip")
                .column("SYSTEM", "os_type")
                .column("AGENT", "agent_status")
                .column("RESULT", "detect_result")
                .column("WEAK", "baseline")
                .print(hosts.rows(), "No host is enrolled in this project yet.", System.out);
        return 0;
    }
}
