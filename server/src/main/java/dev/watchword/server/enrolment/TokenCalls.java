package dev.watchword.server.enrolment;

import dev.watchword.protocol.VerificationKey;
import dev.watchword.server.Ids;
import dev.watchword.server.Parts;
import dev.watchword.server.agents.Agent;
import dev.watchword.server.agents.Agents;
import dev.watchword.server.agents.ServerKeys;
import dev.watchword.server.hosts.HostGroups;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes, shows and withdraws enrolment tokens. Safe for use by many threads. */
public final class TokenCalls {

    private static final Shape ROLE = Shape.word(Agent.HOST, Agent.SCANNER);
    private static final Shape TIME = Shape.whole(0, Long.MAX_VALUE);

    /** What a new token is for. */
    public static final Fields NEW = Fields.of(
            Field.optional("ttl_seconds", Shape.whole(60, 86_400)).or(600),
            Field.optional("enterprise_project_id", Shape.text(1, 256)).or("0"),
            Field.optional("host_group_id", Shape.text(0, 64)).or("").saying("Empty for the default group"),
            Field.optional("role", ROLE)
                    .or(Agent.HOST)
                    .saying("A scanner reads the project's images too, and is told how to log in to registries."),
            Field.optional("replaces", Shape.text(0, 64))
                    .or("")
                    .saying(
                            "The id of a host whose machine is to enrol again, and no other; its former agent is denied then."));

    /** A new token, shown once. */
    public static final Fields SHOWN = Fields.of(
            Field.required("id", Shape.text(36, 36)),
            Field.required("token", Shape.text(47, 47)).saying("Shown once only"),
            Field.required("project_id", Shape.text(1, 64)),
            Field.required("expires_at", TIME),
            Field.required("server_key_fingerprint", Shape.text(71, 71))
                    .saying("Give it to the agent with the token: it trusts no server with another key"));

    /** Which page of the list. */
    public static final Fields QUERY = Fields.of(
            Field.optional("limit", Shape.whole(1, 200)).or(50),
            Field.optional("offset", Shape.whole(0, 2_000_000)).or(0));

    /** A page of the list, without the tokens themselves. */
    public static final Fields PAGE = Fields.of(
            Field.required("total_num", TIME),
            Field.required(
                    "data_list",
                    Shape.items(
                            0,
                            200,
                            Shape.members(
                                    Field.required("id", Shape.text(36, 36)),
                                    Field.required("state", Shape.word("active", "used", "expired", "withdrawn")),
                                    Field.required("enterprise_project_id", Shape.text(1, 256)),
                                    Field.required("host_group_id", Shape.text(0, 64)),
                                    Field.required("role", ROLE),
                                    Field.required("replaces", Shape.text(0, 64)),
                                    Field.required("created_by", Shape.text(1, 64)),
                                    Field.required("created_at", TIME),
                                    Field.required("expires_at", TIME),
                                    Field.optional("used_by", Shape.text(36, 36))
                                            .saying("The agent that it let in")))));

    private final Parts parts;
    private final ServerKeys keys;
    private final Agents agents;
    private final EnrolmentTokens tokens = new EnrolmentTokens();

    public TokenCalls(Parts parts, ServerKeys keys, Agents agents) {
        this.parts = parts;
        this.keys = keys;
        this.agents = agents;
    }

    /** Makes one. */
    public Answer create(Call call) {
        String secret = EnrolmentToken.secret();
        long now = call.at().toEpochMilli();
        EnrolmentToken token = new EnrolmentToken(
                Ids.uuid(),
                call.projectId(),
                call.body().text("enterprise_project_id"),
                call.body().text("host_group_id"),
                call.body().text("role"),
                call.body().text("replaces"),
                call.caller().userId(),
                now,
                now + 1_000 * call.body().wholeLong("ttl_seconds"),
                false,
                Optional.empty());
        VerificationKey current = parts.database().write(handle -> {
            requireGroup(handle, token);
            requireHost(handle, token);
            tokens.add(handle, token, EnrolmentToken.digest(secret));
            return keys.trusted(handle).getFirst();
        });
        call.notes().note("enrolment_token_id", token.id());
        call.notes().note("role", token.role());
        call.notes().note("replaces", token.replaces());
        var shown = Json.object()
                .put("id", token.id())
                .put("token", secret)
                .put("project_id", token.projectId())
                .put("expires_at", token.expiresAt())
                .put("server_key_fingerprint", current.fingerprint());
        return Answer.json(201, shown).shownOnce();
    }

    /** Shows them, the newest first. */
    public Answer list(Call call) {
        long now = call.at().toEpochMilli();
        var page = Json.object();
        parts.database().read(handle -> {
            page.put("total_num", tokens.count(handle, call.projectId()));
            var list = page.putArray("data_list");
            List<EnrolmentToken> found = tokens.page(
                    handle,
                    call.projectId(),
                    call.query().whole("limit"),
                    call.query().whole("offset"));
            for (EnrolmentToken token : found) {
                var line = list.addObject()
                        .put("id", token.id())
                        .put("state", token.state(now))
                        .put("enterprise_project_id", token.enterpriseProjectId())
                        .put("host_group_id", token.hostGroupId())
                        .put("role", token.role())
                        .put("replaces", token.replaces())
                        .put("created_by", token.createdBy())
                        .put("created_at", token.createdAt())
                        .put("expires_at", token.expiresAt());
                token.usedBy().ifPresent(agent -> line.put("used_by", agent));
            }
            return page;
        });
        return Answer.ok(page);
    }

    /** Takes one back; one that was used stays used. */
    public Answer withdraw(Call call) {
        String id = call.path("token_id");
        call.notes().note("enrolment_token_id", id);
        boolean found = parts.database()
                .write(handle ->
                        tokens.withdraw(handle, call.projectId(), id, call.at().toEpochMilli()));
        if (!found) {
            throw Service.WATCHWORD.notFound("enrolment token", id);
        }
        return Answer.empty(204);
    }

    private static void requireGroup(Handle handle, EnrolmentToken token) {
        String group = token.hostGroupId();
        if (!group.isEmpty()
                && HostGroups.find(handle, token.projectId(), group).isEmpty()) {
            throw Service.WATCHWORD.notFound("host group", group);
        }
    }

    private void requireHost(Handle handle, EnrolmentToken token) {
        String host = token.replaces();
        if (!host.isEmpty() && !agents.hadHost(handle, token.projectId(), host)) {
            throw Service.WATCHWORD.notFound("host", host);
        }
    }
}
