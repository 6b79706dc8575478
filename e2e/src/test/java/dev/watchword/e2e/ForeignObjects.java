package dev.watchword.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One object of every kind that belongs to somebody else: hosts and what hangs on them in the second project, users and
 * what hangs on them in the other account.
 */
final class ForeignObjects {

    private static final String ABSENT_HEX = "0123456789abcdef0123456789abcdef";
    private static final String ABSENT_UUID = "01234567-89ab-4cde-8f01-23456789abcd";
    private static final String ABSENT_KEY = "ABCDEFGHIJKLMNOPQRST";

    private final Map<String, String> ids;

    private ForeignObjects(Map<String, String> ids) {
        this.ids = Map.copyOf(ids);
    }

    /** Makes them. */
    static ForeignObjects in(ServedWatchword served, Neighbours neighbours) {
        Map<String, String> ids = new HashMap<>();
        inAccount(neighbours.other(served), ids);
        ids.put("session_id", session(served, neighbours));
        inProject(served, neighbours, ids);
        return new ForeignObjects(ids);
    }

    private static void inAccount(Api other, Map<String, String> ids) {
        String suffix = Long.toString(System.nanoTime());
        String user = other.post("/v5/users", "{\"name\":\"lodger" + suffix + "\"}")
                .expect(201)
                .json()
                .at("/user/user_id")
                .textValue();
        ids.put("user_id", user);
        ids.put(
                "access_key_id",
                other.post("/v5/users/" + user + "/access-keys", "")
                        .expect(201)
                        .json()
                        .at("/access_key/access_key_id")
                        .textValue());
        ids.put(
                "iam group_id",
                other.post("/v5/groups", "{\"group_name\":\"lodgers" + suffix + "\"}")
                        .expect(201)
                        .json()
                        .at("/group/group_id")
                        .textValue());
        String document = "{\"Version\":\"5.0\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"hss:*:get\"]}]}";
        ids.put(
                "policy_id",
                other.post(
                                "/v5/policies",
                                "{\"policy_name\":\"lodging" + suffix + "\",\"policy_document\":" + Api.quoted(document)
                                        + "}")
                        .expect(201)
                        .json()
                        .at("/policy/policy_id")
                        .textValue());
        ids.put("version_id", "v1");
    }

    /** A session of the other account's root user; nobody but a browser begins one. */
    private static String session(ServedWatchword served, Neighbours neighbours) {
        String mark = String.format(Locale.ROOT, "%08x", (int) System.nanoTime());
        String now = Long.toString(System.currentTimeMillis());
        try (Connection connection = DriverManager.getConnection(served.database())) {
            Neighbours.execute(
                    connection,
                    "insert into console_session (digest, user_id, begun_at, seen_at)"
                            + " select ?, id, ?, ? from iam_user where domain_id = ? and root",
                    mark + "f".repeat(56),
                    now,
                    now,
                    neighbours.otherDomain());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return mark;
    }

    private static void inProject(ServedWatchword served, Neighbours neighbours, Map<String, String> ids) {
        Api second = neighbours.second(served);
        String own = "/v1/watchword/" + neighbours.secondProject();
        JsonNode token =
                second.post(own + "/enrolment-tokens", "{}").expect(201).json();
        ids.put("token_id", token.path("id").textValue());
        PlainAgent agent =
                PlainAgent.enrolled(served.api(), token.path("token").textValue(), "foreign-" + System.nanoTime());
        agent.heartbeat();
        agent.reportWeak(
                List.of(
                        new WeakAccount("system", "foreigner", "common", "ab****1**", "Choose another one.", "f1"),
                        new WeakAccount("mysql", "foreigner", "common", "ab****1**", "Choose another one.", "f1")),
                System.currentTimeMillis());
        JsonNode finding = second.get(own + "/findings").expect(200).json().at("/data_list/0");
        ids.put("finding_id", finding.path("finding_id").textValue());
        ids.put("shared group_id", finding.path("shared_group").textValue());
        ids.put("version", "1");
        ids.put("host_id", agent.hostId());
        ids.put("server_id", agent.hostId());
        ids.put("agent_id", agent.agentId());
        inImages(second, own, ids);
        ids.put(
                "host group_id",
                second.post(own + "/host-groups", "{\"name\":\"foreign " + System.nanoTime() + "\"}")
                        .expect(201)
                        .json()
                        .path("id")
                        .textValue());
        second.put(
                        "/v1/" + neighbours.secondProject() + "/cloudservers/" + agent.hostId() + "/os-reset-password",
                        "{\"reset-password\":{\"new_password\":\"Tq7!vmwe-Kaz\"}}")
                .expect(204);
        ids.put(
                "reset_id",
                second.get(own + "/resets")
                        .expect(200)
                        .json()
                        .at("/data_list/0/id")
                        .textValue());
        ids.put(
                "job_id",
                second.post(
                                "/v1/" + neighbours.secondProject() + "/cloudservers/action",
                                "{\"reboot\":{\"type\":\"SOFT\",\"servers\":[{\"id\":\"" + agent.hostId() + "\"}]}}")
                        .expect(200)
                        .json()
                        .path("job_id")
                        .textValue());
    }

    private static void inImages(Api second, String own, Map<String, String> ids) {
        String registry = second.post(
                        own + "/registries",
                        "{\"name\":\"foreign " + System.nanoTime() + "\",\"host\":\"registry.example\"}")
                .expect(201)
                .json()
                .path("id")
                .textValue();
        ids.put("registry_id", registry);
        String images = "{\"registry_id\":\"" + registry + "\",\"images\":[\"web:1\"]";
        ids.put(
                "scan_id",
                second.post(own + "/images/scans", images + "}")
                        .expect(202)
                        .json()
                        .path("id")
                        .textValue());
        ids.put(
                "schedule_id",
                second.post(own + "/images/schedules", images + ",\"hour\":1,\"minute\":1}")
                        .expect(201)
                        .json()
                        .path("id")
                        .textValue());
    }

    /** The foreign object that a variable of an operation may name. */
    String id(Operation operation, String variable) {
        return Objects.requireNonNull(ids.get(kind(operation, variable)), operation + " has a new kind: " + variable);
    }

    /** An id of the same form that nothing has. */
    String absent(Operation operation, String variable) {
        String foreign = id(operation, variable);
        if (foreign.matches("[0-9a-f]{32}")) {
            return ABSENT_HEX;
        }
        return switch (foreign.length()) {
            case 36 -> ABSENT_UUID;
            case 20 -> ABSENT_KEY;
            case 16 -> ABSENT_HEX.substring(0, 16);
            case 8 -> ABSENT_HEX.substring(0, 8);
            case 2 -> "v9";
            default -> "9";
        };
    }

    /** The ids of the second project, which are for nobody who asks for another. */
    List<String> ofProject() {
        return ids.values().stream().filter(id -> id.length() == 36).toList();
    }

    /** The ids of the other account, which are for nobody here. */
    List<String> ofAccount() {
        return List.of("user_id", "access_key_id", "session_id", "iam group_id", "policy_id").stream()
                .map(kind -> Objects.requireNonNull(ids.get(kind)))
                .toList();
    }

    /** A text without any of the ids in it. */
    String without(String text) {
        String left = text;
        List<String> all = new ArrayList<>(ids.values());
        all.addAll(
                List.of(ABSENT_HEX, ABSENT_UUID, ABSENT_KEY, ABSENT_HEX.substring(0, 16), ABSENT_HEX.substring(0, 8)));
        all.removeIf(id -> id.length() < 8);
        for (String id : all) {
            left = left.replace(id, "<id>");
        }
        // A version is a small number, which stands in other places too.
        return left.replaceAll("version: [0-9]+", "version: <id>");
    }

    private static String kind(Operation operation, String variable) {
        if (!variable.equals("group_id")) {
            return variable;
        }
        if (operation.path().startsWith("/v5/groups")) {
            return "iam group_id";
        }
        return operation.path().contains("/shared-passwords/") ? "shared group_id" : "host group_id";
    }
}
