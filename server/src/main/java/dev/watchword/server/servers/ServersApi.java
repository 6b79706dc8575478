package dev.watchword.server.servers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Values;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Shows and lists servers. Safe for use by many threads.
 *
 * @param parts what it stands on
 */
public record ServersApi(Parts parts) {

    private static final String ALL_ENTERPRISE_PROJECTS = "all_granted_eps";

    /** One server. */
    public Answer show(Call call) {
        Server server = parts.database()
                .read(handle -> Servers.require(handle, call.projectId(), call.path("server_id"), call.at()));
        ObjectNode json = Json.object();
        json.set("server", ServerView.of(server));
        return Answer.ok(json);
    }

    /** A page of servers; {@code offset} is the number of a page. */
    public Answer list(Call call) {
        Instant now = call.at();
        Servers.Filter filter = filter(call.projectId(), call.query());
        int limit = call.query().whole("limit");
        long page = Math.max(1, call.query().wholeLong("offset"));
        ObjectNode json = parts.database().read(handle -> {
            ObjectNode answer = Json.object()
                    .put("count", Servers.count(handle, parts.database().dialect(), filter, now));
            ArrayNode servers = answer.putArray("servers");
            Servers.page(handle, parts.database().dialect(), filter, now, limit, (page - 1) * limit)
                    .forEach(server -> servers.add(ServerView.of(server)));
            return answer;
        });
        return Answer.ok(json);
    }

    /** No password was generated for any server, so there is none to show: a Linux server of the vendor answers the same. */
    public Answer showGeneratedPassword(Call call) {
        requireServer(call);
        return Answer.ok(Json.object().put("password", ""));
    }

    /** Nor is there one to clear, and asking for it succeeds. */
    public Answer clearGeneratedPassword(Call call) {
        requireServer(call);
        return Answer.empty(204);
    }

    private void requireServer(Call call) {
        parts.database().read(handle -> Servers.require(handle, call.projectId(), call.path("server_id"), call.at()));
    }

    private static Servers.Filter filter(String projectId, Values query) {
        List<String> ids = query.filter("server_id").map(ServersApi::ids).orElse(List.of());
        boolean unknownProperty = query.filter("tags").isPresent()
                || query.filter("flavor").isPresent()
                || query.filter("reservation_id").isPresent();
        Optional<String> enterpriseProject =
                query.filter("enterprise_project_id").filter(id -> !id.equals(ALL_ENTERPRISE_PROJECTS));
        return new Servers.Filter(
                projectId,
                query.filter("name"),
                query.filter("ip"),
                query.filter("ip_eq"),
                query.filter("status"),
                ids,
                enterpriseProject,
                query.filter("marker"),
                unknownProperty);
    }

    private static List<String> ids(String list) {
        List<String> ids =
                Arrays.stream(list.split(",", -1)).map(String::strip).distinct().toList();
        if (ids.contains("")) {
            throw Service.ECS.invalid("server_id", "it must be ids separated by commas");
        }
        Servers.requireBatch(ids);
        return ids;
    }
}
