package dev.watchword.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.Ids;
import dev.watchword.server.Parts;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.iam.authorization.MalformedPolicy;
import dev.watchword.server.iam.authorization.PolicyDocument;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Identity policies of an account: its own, and those that came with it.
 *
 * @param parts what it stands on
 */
public record Policies(Parts parts) {

    static final Shape DOCUMENT = Shape.text(1, 4 * PolicyDocument.MOST_CHARACTERS);

    private static final Shape NAME = Shape.text(1, 128).matching("[A-Za-z0-9_+=,.@-]*");
    private static final Shape PATH = Shape.text(0, 512);
    private static final String PATH_FORM = "([A-Za-z0-9_+=,.@-]+/)*";

    /** What a new one needs. */
    public static final Fields NEW = Fields.of(
            Field.required("policy_name", NAME),
            Field.optional("path", PATH).or(""),
            Field.required("policy_document", DOCUMENT).saying("The policy as JSON text, version 5.0."),
            Field.optional("description", Shape.text(0, 1000).matching("\\P{Cntrl}*"))
                    .or(""));

    /** What a list may be narrowed to. */
    public static final Fields FILTERS = Fields.of(
            MarkedPage.LIMIT,
            MarkedPage.MARKER,
            Field.optional("policy_type", Shape.word("custom", "system")),
            Field.optional("path_prefix", PATH),
            Field.optional("only_attached", Shape.flag()).or(false));

    private static final Field[] MEMBERS = {
        Field.required("policy_type", Shape.word("custom", "system")),
        Field.required("policy_name", Shape.text(1, 128)),
        Field.required("policy_id", Shape.text(1, 64)),
        Field.required("urn", Shape.text(1, 512)),
        Field.required("path", PATH),
        Field.required("default_version_id", Shape.text(2, 10)),
        Field.required("attachment_count", Shape.whole(0, Integer.MAX_VALUE)),
        Field.required("description", Shape.text(0, 1000)),
        Field.required("created_at", Shape.text(1, 32)),
        Field.required("updated_at", Shape.text(1, 32)),
    };

    /** How one is answered. */
    public static final Fields WHOLE = Fields.of(Field.required("policy", Shape.members(MEMBERS)));

    /** How many are answered. */
    public static final Fields PAGE =
            Fields.of(Field.required("policies", Shape.items(0, 200, Shape.members(MEMBERS))), MarkedPage.PAGE_INFO);

    /** Creates one with its first version. */
    public Answer create(Call call) {
        String domainId = call.caller().domainId();
        String document = document(call);
        String path = call.body().text("path");
        if (!path.matches(PATH_FORM)) {
            throw ApiError.of(400, "PAP5.0030", "invalid path: it must be folders that each end in a slash");
        }
        String id = Ids.hex();
        Policy created = parts.database().write(handle -> {
            if (custom(handle, domainId) >= Quotas.POLICIES) {
                throw Conflicts.quota("policies", Quotas.POLICIES);
            }
            requireFree(handle, domainId, call.body().text("policy_name"));
            insert(
                    handle,
                    new Policy(
                            id,
                            domainId,
                            call.body().text("policy_name"),
                            path,
                            call.body().text("description"),
                            false,
                            1,
                            0,
                            parts.now(),
                            parts.now()),
                    document);
            return require(handle, domainId, id);
        });
        call.notes().note("policy_id", id);
        return Answer.json(201, whole(created));
    }

    /** A page of them by name. */
    public Answer list(Call call) {
        MarkedPage page = MarkedPage.of(call);
        String type = call.query().filter("policy_type").orElse("");
        String prefix = call.query().filter("path_prefix").orElse("");
        String name = "p.name " + parts.database().dialect().placeholders().get("bycodepoint");
        List<Policy> policies = parts.database()
                .read(handle -> handle.createQuery(Policy.QUERY + " where p.domain_id = :domainId and " + name
                                + " > :after and (:type = '' or p.built_in = :system)"
                                + " and substr(p.path, 1, length(:prefix)) = :prefix"
                                + (call.query().flag("only_attached")
                                        ? " and exists (select 1 from policy_attachment a where a.policy_id = p.id)"
                                        : "")
                                + " order by " + name + " limit :limit")
                        .bind("domainId", call.caller().domainId())
                        .bind("after", page.after())
                        .bind("type", type)
                        .bind("system", type.equals("system"))
                        .bind("prefix", prefix)
                        .bind("limit", page.fetch())
                        .map((row, context) -> Policy.of(row))
                        .list());
        return page.answer("policies", policies, Policy::name, Policy::json);
    }

    /** One of them. */
    public Answer show(Call call) {
        return Answer.ok(whole(
                parts.database().read(handle -> require(handle, call.caller().domainId(), call.path("policy_id")))));
    }

    /** Deletes one that is attached to nobody. */
    public Answer delete(Call call) {
        String id = call.path("policy_id");
        parts.database().change(handle -> {
            Policy policy = requireCustom(handle, call.caller().domainId(), id);
            if (policy.attachments() > 0) {
                throw Conflicts.state("the policy is still attached to users or groups.");
            }
            handle.execute("delete from identity_policy where id = ?", id);
        });
        call.notes().note("policy_id", id);
        return Answer.empty(204);
    }

    /**
     * The policy with this id.
     *
     * @throws ApiError 404, the same for one of another account
     */
    static Policy require(Handle handle, String domainId, String policyId) {
        return handle.createQuery(Policy.QUERY + " where p.id = :id and p.domain_id = :domainId")
                .bind("id", policyId)
                .bind("domainId", domainId)
                .map((row, context) -> Policy.of(row))
                .findOne()
                .orElseThrow(() -> Service.IAM.notFound("policy", policyId));
    }

    /** The same, when it may be changed. */
    static Policy requireCustom(Handle handle, String domainId, String policyId) {
        Policy policy = require(handle, domainId, policyId);
        if (policy.builtIn()) {
            throw Conflicts.state("the policy came with the account and cannot be changed.");
        }
        return policy;
    }

    /**
     * The document of the body.
     *
     * @throws ApiError 400 {@code PAP5.0011} when it is none
     */
    static String document(Call call) {
        String text = call.body().text("policy_document");
        try {
            PolicyDocument.parseNew(text);
            return text;
        } catch (MalformedPolicy malformed) {
            throw ApiError.of(400, "PAP5.0011", "malformed policy document: " + malformed.reason());
        }
    }

    static void insert(Handle handle, Policy policy, String document) {
        handle.createUpdate("insert into identity_policy (id, domain_id, name, path, description, document, built_in,"
                        + " created_at, updated_at, newest_version) values (:id, :domainId, :name, :path, :description,"
                        + " :document, :builtIn, :createdAt, :updatedAt, 1)")
                .bind("id", policy.id())
                .bind("domainId", policy.domainId())
                .bind("name", policy.name())
                .bind("path", policy.path())
                .bind("description", policy.description())
                .bind("builtIn", policy.builtIn())
                .bind("createdAt", policy.createdAt())
                .bind("updatedAt", policy.updatedAt())
                .bind("document", document)
                .execute();
        PolicyVersions.insert(handle, policy.id(), new PolicyVersion(1, document, true, policy.createdAt()));
    }

    private static int custom(Handle handle, String domainId) {
        return handle.createQuery("select count(*) from identity_policy where domain_id = :domainId and not built_in")
                .bind("domainId", domainId)
                .mapTo(Integer.class)
                .one();
    }

    private static void requireFree(Handle handle, String domainId, String name) {
        boolean taken =
                handle.createQuery("select count(*) from identity_policy where domain_id = :domainId and name = :name")
                                .bind("domainId", domainId)
                                .bind("name", name)
                                .mapTo(Integer.class)
                                .one()
                        > 0;
        if (taken) {
            throw Conflicts.taken("policy", name);
        }
    }

    private static ObjectNode whole(Policy policy) {
        ObjectNode answer = Json.object();
        answer.set("policy", policy.json());
        return answer;
    }
}
