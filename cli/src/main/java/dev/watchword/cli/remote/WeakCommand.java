package dev.watchword.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.cli.Exit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weak}: the accounts with weak passwords, one line each. */
@Command(name = "weak", description = "List the accounts with weak passwords.", mixinStandardHelpOptions = true)
public final class WeakCommand implements Callable<Integer> {

    @Option(names = "--host", paramLabel = "TEXT", description = "Only hosts whose name holds this.")
    private @Nullable String host;

    @Option(names = "--address", paramLabel = "TEXT", description = "Only hosts whose address holds this.")
    private @Nullable String address;

    @Option(names = "--user", paramLabel = "TEXT", description = "Only accounts whose name holds this.")
    private @Nullable String user;

    @Option(names = "--fail-on-findings", description = "Exit with 1 when there is one.")
    private boolean failOnFindings;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Api api = Api.current();
        Map<String, String> filters = new LinkedHashMap<>(Map.of("enterprise_project_id", "all_granted_eps"));
        put(filters, "host_name", host);
        put(filters, "host_ip", address);
        put(filters, "user_name", user);
        Pages hosts = Pages.of(api, "/v5/" + api.project() + "/baseline/weak-password-users", filters);
        if (output.isJson()) {
            output.print(hosts.json());
        } else {
            table(accounts(hosts.rows()));
        }
        return failOnFindings && !hosts.rows().isEmpty() ? Exit.FINDINGS : Exit.DONE;
    }

    private static void table(List<JsonNode> accounts) {
        new Listing()
                .column("HOST", "host_name")
                .column("ADDRESS", "host_ip")
                .column("SERVICE", "service_type")
                .column("USER", "user_name")
                .column("DAYS", row -> days(row.path("duration").asLong()))
                .column("PASSWORD", "desensitized_weak_passwords")
                .column(
                        "SCANNED",
                        row -> Instant.ofEpochMilli(row.path("update_time").asLong())
                                .toString())
                .column("WHAT TO DO", "suggestion")
                .print(accounts, "No account with a weak password is known.", System.out);
    }

    private static String days(long duration) {
        return duration == Integer.MAX_VALUE ? "unknown" : String.valueOf(duration);
    }

    private static List<JsonNode> accounts(List<JsonNode> hosts) {
        List<JsonNode> accounts = new ArrayList<>();
        for (JsonNode each : hosts) {
            for (JsonNode account : each.path("weak_pwd_accounts")) {
                ObjectNode row = account.deepCopy();
                row.set("host_name", each.path("host_name"));
                row.set("host_ip", each.path("host_ip"));
                row.set("update_time", each.path("update_time"));
                accounts.add(row);
            }
        }
        return accounts;
    }

    private static void put(Map<String, String> filters, String name, @Nullable String value) {
        if (value != null) {
            filters.put(name, value);
        }
    }
}
