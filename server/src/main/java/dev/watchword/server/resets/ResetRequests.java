package dev.watchword.server.resets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.policy.HostPasswordRules;
import dev.watchword.protocol.ResetTerms;
import dev.watchword.server.Ids;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Values;
import dev.watchword.server.servers.Server;
import dev.watchword.server.servers.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Takes new passwords for the administrators of servers. A password lives in the thread of its request only: what is kept
 * is an envelope that the host's own agent can open, and without an agent nothing. A batch is accepted for all its servers
 * or for none. Safe for use by many threads.
 *
 * @param parts what it stands on
 * @param resets where they are kept
 * @param sealing makes the envelopes
 * @param life how long a host may take to start before it is too late
 */
public record ResetRequests(Parts parts, Resets resets, Sealing sealing, Duration life) {

    /** How long an envelope is kept when nobody says otherwise. */
    public static final Duration LIFE = Duration.ofDays(30);

    /** How far the clock of a host may be behind: its agent takes nothing whose time has not come. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(15);

    private static final int MOST_ACCOUNT_BYTES = 256;
    private static final String STATUS = "The ECS status does not meet requirements: ";

    /** One server's password. */
    public Answer reset(Call call) {
        Values order = call.body().object("reset-password");
        try (ChosenPassword password =
                ChosenPassword.of(Service.ECS, "reset-password.new_password", order.text("new_password"))) {
            Server server = parts.database()
                    .read(handle -> Servers.require(handle, call.projectId(), call.path("server_id"), call.at()));
            requireLinux(server);
            if (order.flag("is_check_password")) {
                password.require(HostPasswordRules.ROOT);
            }
            accept(call, List.of(server.id()), password);
            return Answer.empty(204);
        }
    }

    /** Many servers' password, or only whether it would be accepted. */
    public Answer resetMany(Call call) {
        boolean dryRun = call.body().flag("dry_run");
        Optional<String> text = call.body().optionalText("new_password");
        if (text.isEmpty() && !dryRun) {
            throw Service.ECS.missing("new_password");
        }
        List<String> named = call.body().objects("servers").stream()
                .map(each -> each.text("id"))
                .toList();
        if (text.isEmpty()) {
            return accepted(requireServers(call, named));
        }
        try (ChosenPassword password = ChosenPassword.of(Service.ECS, "new_password", text.get())) {
            List<String> ids = requireServers(call, named);
            password.require(HostPasswordRules.ROOT);
            if (!dryRun) {
                accept(call, ids, password);
            }
            return accepted(ids);
        }
    }

    /** A host's password through this API: of any account, and at once when that is wanted. */
    public Answer request(Call call) {
        Values body = call.body();
        try (ChosenPassword password =
                ChosenPassword.of(Service.WATCHWORD, "new_password", body.text("new_password"))) {
            Way way = new Way(body.text("account"), body.text("apply"));
            if (body.flag("is_check_password")) {
                password.require(way.rules(), "WW.0011");
            }
            if (way.account().getBytes(StandardCharsets.UTF_8).length > MOST_ACCOUNT_BYTES) {
                throw Service.WATCHWORD.invalid("account", "it has at most " + MOST_ACCOUNT_BYTES + " bytes of UTF-8");
            }
            Reset reset = parts.database().write(handle -> {
                String host = requireHost(handle, call);
                String id = accept(handle, call, host, way, password);
                return Resets.byId(handle, call.projectId(), id, call.at().toEpochMilli())
                        .orElseThrow();
            });
            call.notes().note("reset_id", reset.id());
            return Answer.json(202, ResetsApi.view(reset));
        }
    }

    private static String requireHost(Handle handle, Call call) {
        String hostId = call.path("host_id");
        Server server = Servers.byId(handle, call.projectId(), hostId, call.at())
                .orElseThrow(() -> Service.WATCHWORD.notFound("host", hostId));
        if (server.isWindows()) {
            throw ApiError.of(409, "WW.0009", "Passwords of Windows hosts cannot be reset here.");
        }
        return server.id();
    }

    /** Whether a reset would be heard of soon: the server runs Linux and its enrolled agent was seen lately. */
    public Answer flag(Call call) {
        boolean possible = parts.database().read(handle -> {
            Server server = Servers.require(handle, call.projectId(), call.path("server_id"), call.at());
            return !server.isWindows() && server.isLive(call.at()) && sealing.isPossible(handle, server.id());
        });
        return Answer.ok(Json.object().put("resetpwd_flag", possible ? "True" : "False"));
    }

    private List<String> requireServers(Call call, List<String> ids) {
        List<Server> servers =
                parts.database().read(handle -> Servers.requireAll(handle, call.projectId(), ids, call.at()));
        servers.forEach(ResetRequests::requireLinux);
        return servers.stream().map(Server::id).toList();
    }

    private static void requireLinux(Server server) {
        if (server.isWindows()) {
            throw ApiError.of(400, "Ecs.0100", STATUS + "passwords of Windows servers cannot be reset here.");
        }
    }

    private void accept(Call call, List<String> ids, ChosenPassword password) {
        List<String> resetIds = parts.database().write(handle -> {
            // Whoever retired a server meanwhile has had the last word.
            Servers.requireAll(handle, call.projectId(), ids, call.at());
            return ids.stream()
                    .map(id -> accept(handle, call, id, Way.OF_VENDOR, password))
                    .toList();
        });
        call.notes().note("reset_id", resetIds.getFirst());
        call.notes().note("resets", Integer.toString(resetIds.size()));
    }

    private String accept(Handle handle, Call call, String hostId, Way way, ChosenPassword password) {
        String id = Ids.uuid();
        long now = call.at().toEpochMilli();
        ResetTerms terms = new ResetTerms(
                hostId,
                way.account(),
                id,
                Resets.nextCounter(handle, hostId),
                now - CLOCK_DIFFERENCE.toMillis(),
                now + life.toMillis());
        Optional<String> envelope =
                sealing.seal(handle, terms, password.bytes()).map(way::payload);
        resets.accept(handle, entry(terms, call, way, envelope.isPresent()), envelope);
        return id;
    }

    private static Reset entry(ResetTerms terms, Call call, Way way, boolean sealed) {
        long now = call.at().toEpochMilli();
        return new Reset(
                terms.commandId(),
                call.projectId(),
                terms.hostId(),
                "",
                terms.account(),
                terms.counter(),
                sealed ? ResetState.ACCEPTED : ResetState.FAILED,
                sealed ? ResetReason.NONE : ResetReason.NO_AGENT,
                "server",
                Optional.empty(),
                call.caller().userId(),
                call.caller().userName(),
                now,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                sealed ? OptionalLong.empty() : OptionalLong.of(now),
                terms.expires(),
                way.apply(),
                List.of());
    }

    private static Answer accepted(List<String> ids) {
        ObjectNode json = Json.object();
        ArrayNode response = json.putArray("response");
        ids.forEach(id -> response.addObject().put("id", id));
        return Answer.ok(json);
    }

    /**
     * Whose password, and when.
     *
     * @param account its name on the host
     * @param apply {@code boot} or {@code now}
     */
    private record Way(String account, String apply) {

        private static final String BOOT = "boot";
        private static final Way OF_VENDOR = new Way("root", BOOT);

        /** What its password is made of: the name is the one that its owner logs in with. */
        private HostPasswordRules rules() {
            String name = account.substring(account.indexOf(':') + 1);
            int host = account.startsWith("mysql:") ? name.lastIndexOf('@') : -1;
            return new HostPasswordRules(host < 0 ? name : name.substring(0, host), false);
        }

        /** The agent's payload with what it must know beside the envelope. */
        private String payload(String sealed) {
            if (apply.equals(BOOT)) {
                return sealed;
            }
            try {
                ObjectNode json = Json.read(sealed.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
                return new String(Json.write(json.put("apply", apply)), StandardCharsets.UTF_8);
            } catch (MalformedJson e) {
                throw new IllegalStateException("a sealed payload is JSON", e);
            }
        }
    }
}
