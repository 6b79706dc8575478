package dev.watchword.server.authentication;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Caller;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import java.util.List;
import java.util.Optional;

/**
 * What clients look up before they call anything else: their projects, their account, who they are, which versions there
 * are. Safe for use by many threads.
 */
public final class IdentityResource {

    /** Exactly this name. */
    public static final Field NAME = Field.optional("name", Shape.text(0, 256));

    private static final Shape TEXT = Shape.text(0, 1_024);

    /** Projects. */
    public static final Fields PROJECTS = Fields.of(
            Field.required(
                    "projects",
                    Shape.items(
                            0,
                            100_000,
                            Shape.members(
                                    Field.required("id", TEXT),
                                    Field.required("name", TEXT),
                                    Field.required("domain_id", TEXT),
                                    Field.required("parent_id", TEXT),
                                    Field.required("description", TEXT),
                                    Field.required("enabled", Shape.flag()),
                                    Field.required("is_domain", Shape.flag()),
                                    Field.required("links", new Shape.Any(1_024))))),
            Field.required("links", new Shape.Any(1_024)));

    /** Accounts. */
    public static final Fields DOMAINS = Fields.of(
            Field.required(
                    "domains",
                    Shape.items(
                            1,
                            1,
                            Shape.members(
                                    Field.required("id", TEXT),
                                    Field.required("name", TEXT),
                                    Field.required("description", TEXT),
                                    Field.required("enabled", Shape.flag()),
                                    Field.required("links", new Shape.Any(1_024))))),
            Field.required("links", new Shape.Any(1_024)));

    /** Who calls. */
    public static final Fields CALLER = Fields.of(
            Field.required("account_id", TEXT),
            Field.required("principal_urn", TEXT),
            Field.required("principal_id", TEXT));

    /** Version 3 of Keystone's API. */
    public static final Fields VERSION = Fields.of(Field.required("version", new Shape.Any(4_096)));

    private final Parts parts;
    private final PublicEndpoint endpoint;

    public IdentityResource(Parts parts, PublicEndpoint endpoint) {
        this.parts = parts;
        this.endpoint = endpoint;
    }

    /** The projects of the caller's account, all or the one with a name. */
    public Answer projects(Call call) {
        Optional<String> name = call.query().filter(NAME.name());
        String domainId = call.caller().domainId();
        List<Accounts.Project> projects = parts.database().read(handle -> Accounts.projects(handle, domainId));
        ObjectNode root = Json.object();
        ArrayNode list = root.putArray("projects");
        for (Accounts.Project project : projects) {
            if (name.isPresent() && !name.get().equals(project.name())) {
                continue;
            }
            ObjectNode each = list.addObject();
            each.put("id", project.id()).put("name", project.name());
            each.put("domain_id", domainId).put("parent_id", domainId).put("description", "");
            each.put("enabled", true).put("is_domain", false);
            links(each, call, "/v3/projects/" + project.id());
        }
        links(root, call, call.raw().rawPath());
        return traced(call, root);
    }

    /** The caller's account. */
    public Answer domains(Call call) {
        Caller caller = call.caller();
        ObjectNode root = Json.object();
        ObjectNode each = root.putArray("domains").addObject();
        each.put("id", caller.domainId()).put("name", caller.domainName());
        each.put("description", "").put("enabled", true);
        links(each, call, "/v3/domains/" + caller.domainId());
        links(root, call, "/v3/auth/domains");
        return traced(call, root);
    }

    /** The vendor's clients look for the request's id in a header of IAM's own, and complain when it is not there. */
    private static Answer traced(Call call, ObjectNode body) {
        return Answer.ok(body).header("X-IAM-Trace-Id", call.requestId());
    }

    /** Who the caller is. */
    public Answer caller(Call call) {
        Caller caller = call.caller();
        return Answer.ok(Json.object()
                .put("account_id", caller.domainId())
                .put("principal_urn", "iam::" + caller.domainId() + ":user:" + caller.userName())
                .put("principal_id", caller.userId()));
    }

    /** What keystoneauth's generic plug-ins read before they ask for a token; its version 3 plug-ins do not. */
    public Answer version(Call call) {
        ObjectNode root = Json.object();
        ObjectNode version = root.putObject("version");
        version.put("id", "v3.14").put("status", "stable").put("updated", "2020-04-07T00:00:00Z");
        version.putArray("links").addObject().put("rel", "self").put("href", endpoint.of(call.raw()) + "/v3/");
        version.putArray("media-types")
                .addObject()
                .put("base", "application/json")
                .put("type", "application/vnd.openstack.identity-v3+json");
        return Answer.ok(root);
    }

    private void links(ObjectNode parent, Call call, String path) {
        ObjectNode links = parent.putObject("links").put("self", endpoint.of(call.raw()) + path);
        if (parent.has("projects") || parent.has("domains")) {
            links.putNull("next").putNull("previous");
        }
    }
}
