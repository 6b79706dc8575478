package dev.watchword.server.iam.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.database.Database;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.http.RawCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a call touches, as policies name it: by the variables of its path or, where a call names its objects in the body
 * (members of groups, attachments, batches of servers), by those. A call on no object in particular touches
 * {@code service::account:*:*}, which only patterns match that leave type and name open.
 *
 * @param database knows the names behind the identifiers
 */
record Resources(Database database) {

    private static final int MOST_IN_BODY = 1_000;

    /** The URNs, at least one. */
    List<String> of(String domainId, String action, RawCall call) {
        String service = action.substring(0, Math.max(0, action.indexOf(':')));
        return switch (service) {
            case "iam" -> List.of(identity(domainId, action, call));
            case "ecs" -> servers(domainId, call);
            default -> pathObjects(service, domainId, call);
        };
    }

    private String identity(String domainId, String action, RawCall call) {
        if (action.startsWith("iam:users:") || action.startsWith("iam:credentials:")) {
            return named(domainId, "user", "iam_user", id(call, "user_id"));
        }
        if (action.startsWith("iam:groups:") || action.startsWith("iam:permissions:")) {
            return named(domainId, "group", "iam_group", id(call, "group_id"));
        }
        if (action.startsWith("iam:policies:")) {
            return named(domainId, "policy", "identity_policy", id(call, "policy_id"));
        }
        return Urns.of("iam", domainId, "*", "*");
    }

    /** The name of the object, or its identifier when the account has none such: both get the same answer later. */
    private String named(String domainId, String type, String table, Optional<String> id) {
        if (id.isEmpty()) {
            return Urns.of("iam", domainId, "*", "*");
        }
        String name = database.read(
                handle -> handle.createQuery("select name from " + table + " where id = :id and domain_id = :domainId")
                        .bind("id", id.get())
                        .bind("domainId", domainId)
                        .mapTo(String.class)
                        .findOne()
                        .orElse(id.get()));
        return Urns.of("iam", domainId, type, name);
    }

    private static Optional<String> id(RawCall call, String name) {
        Optional<String> inPath = Optional.ofNullable(call.pathValues().get(name));
        if (inPath.isPresent() || call.body().length == 0) {
            return inPath;
        }
        JsonNode value = body(call).path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static List<String> servers(String domainId, RawCall call) {
        String inPath = call.pathValues().get("server_id");
        if (inPath != null) {
            return List.of(Urns.of("ecs", domainId, "instance", inPath));
        }
        // Each server once: whoever names one often enough must not hide it among the others.
        Set<String> urns = new LinkedHashSet<>();
        if (call.body().length > 0) {
            for (JsonNode list : body(call).findValues("servers")) {
                for (JsonNode server : list) {
                    if (server.path("id").isTextual()) {
                        urns.add(Urns.of(
                                "ecs", domainId, "instance", server.path("id").textValue()));
                    }
                }
            }
        }
        if (urns.size() > MOST_IN_BODY) {
            throw ApiError.of(400, "Ecs.0118", "At most " + MOST_IN_BODY + " servers can be named at a time.");
        }
        return urns.isEmpty() ? List.of(Urns.of("ecs", domainId, "*", "*")) : List.copyOf(urns);
    }

    /** All that the path names: a denial of any of them holds. */
    private static List<String> pathObjects(String service, String domainId, RawCall call) {
        List<String> urns = new ArrayList<>();
        for (Map.Entry<String, String> variable : call.pathValues().entrySet()) {
            String name = variable.getKey();
            if (name.endsWith("_id") && !name.equals("project_id")) {
                urns.add(Urns.of(service, domainId, name.substring(0, name.length() - 3), variable.getValue()));
            }
        }
        return urns.isEmpty() ? List.of(Urns.of(service, domainId, "*", "*")) : urns;
    }

    /** What is no JSON names no object; the call fails later for that. */
    private static JsonNode body(RawCall call) {
        try {
            return Json.read(call.body(), JsonNode.class);
        } catch (MalformedJson malformed) {
            return Json.object();
        }
    }
}
