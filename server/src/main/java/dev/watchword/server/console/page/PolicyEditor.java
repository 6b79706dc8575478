package dev.watchword.server.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.console.Address;
import dev.watchword.server.console.ApiRefusal;
import dev.watchword.server.console.Shown;
import dev.watchword.server.console.Visit;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.FormBody;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import dev.watchword.server.http.Verb;
import dev.watchword.server.iam.authorization.MalformedPolicy;
import dev.watchword.server.iam.authorization.PolicyDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes an identity policy, or a new version of one, as JSON; before it is saved it may be looked at in words. */
public final class PolicyEditor {

    /** Characters of a document, as the API takes them. */
    static final int MOST = 6_144;

    private static final String START = """
            {
              "Version": "5.0",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": ["hss:*:get*", "hss:*:list*"],
                  "Resource": ["*"]
                }
              ]
            }
            """;

    private PolicyEditor() {}

    /**
     * What the template shows.
     *
     * @param action where the form is sent
     * @param back the page before
     * @param named what its name is when it has one already; empty for a new policy
     * @param written what stands in the form
     * @param sentences the same in words, once that is asked for
     * @param known every permission of the product
     * @param refusal why it was not saved, {@code ""} for nothing
     */
    public record View(
            String action,
            String back,
            Optional<String> named,
            Written written,
            List<Sentence> sentences,
            List<String> known,
            String refusal) {

        /** Characters that a document may have. */
        public int most() {
            return MOST;
        }
    }

    /** What somebody wrote. */
    public record Written(String name, String description, String document) {

        static Written of(FormBody form) {
            return new Written(form.text("name").strip(), form.text("description"), form.text("document"));
        }
    }

    /** The form of a new one. */
    public static Answer fresh(Visit visit) {
        require(visit, "iam:policies:createV5");
        return page(visit, 200, Optional.empty(), new Written("", "", START), false, "");
    }

    /** Makes one. */
    public static Answer create(Visit visit) {
        Written written = Written.of(visit.form());
        if (visit.form().text("do").equals("words")) {
            return words(visit, Optional.empty(), written);
        }
        try {
            JsonNode made = visit.api()
                    .send(
                            Verb.POST,
                            Address.of("/v5/policies"),
                            Json.object()
                                    .put("policy_name", written.name())
                                    .put("description", written.description())
                                    .put("policy_document", written.document()));
            return visit.done(
                    PoliciesPage.here(made.path("policy").path("policy_id").asText()), "policyCreated");
        } catch (ApiRefusal refusal) {
            return page(visit, refusal.status(), Optional.empty(), written, false, Refused.said(visit, refusal));
        }
    }

    /** The form of a new version, which begins with the one that counts: in lines, unless these would be too long to be saved. */
    public static Answer edit(Visit visit) {
        require(visit, "iam:policies:createVersionV5");
        Row policy = policy(visit);
        String document = PoliciesPage.document(visit, policy, policy.text("default_version_id"));
        String text = read(document)
                .map(JsonNode::toPrettyString)
                .filter(lines -> lines.length() <= MOST)
                .orElse(document);
        return page(visit, 200, Optional.of(policy), new Written("", "", text), false, "");
    }

    /** Saves a version, which counts from then on. */
    public static Answer save(Visit visit) {
        Row policy = policy(visit);
        Written written = Written.of(visit.form());
        if (visit.form().text("do").equals("words")) {
            return words(visit, Optional.of(policy), written);
        }
        String id = visit.path("policy_id");
        try {
            visit.api()
                    .send(
                            Verb.POST,
                            Address.of("/v5/policies/{}/versions", id),
                            Json.object()
                                    .put("policy_document", written.document())
                                    .put("set_as_default", true));
            return visit.done(PoliciesPage.here(id), "policyVersionSaved");
        } catch (ApiRefusal refusal) {
            return page(visit, refusal.status(), Optional.of(policy), written, false, Refused.said(visit, refusal));
        }
    }

    /** Nobody writes for long what cannot be saved. */
    private static void require(Visit visit, String action) {
        if (!May.of(visit).all(action)) {
            throw ApiRefusal.lacking(action);
        }
    }

    /** What would not be saved is not put into words: they would say what it allows. */
    private static Answer words(Visit visit, Optional<Row> policy, Written written) {
        try {
            PolicyDocument.parseNew(written.document());
            return page(visit, 200, policy, written, true, "");
        } catch (MalformedPolicy malformed) {
            String why = visit.texts().of("policies.wouldBeRefused", Shown.text(malformed.reason()));
            return page(visit, 400, policy, written, false, why);
        }
    }

    private static Answer page(
            Visit visit, int status, Optional<Row> policy, Written written, boolean inWords, String refusal) {
        List<String> known = PoliciesPage.actions(visit);
        Address back =
                policy.map(row -> PoliciesPage.here(row.text("policy_id"))).orElse(Address.of(PoliciesPage.HERE));
        View view = new View(
                policy.map(row -> back + "/edit").orElse(PoliciesPage.HERE + "/new"),
                back.toString(),
                policy.map(row -> row.text("policy_name")),
                written,
                inWords ? PoliciesPage.sentences(read(written.document()).orElseThrow(), known) : List.of(),
                known,
                refusal);
        String title = view.named()
                .map(name -> visit.texts().of("policies.editOf", name))
                .orElse(visit.texts().of("policies.new"));
        return visit.page(status, "policyeditor", title, view);
    }

    private static Row policy(Visit visit) {
        Row policy = new Row(visit.api()
                .get(Address.of("/v5/policies/{}", visit.path("policy_id")))
                .path("policy"));
        if (policy.text("policy_type").equals("system")) {
            throw visit.notFound();
        }
        return policy;
    }

    private static Optional<JsonNode> read(String document) {
        if (document.length() > MOST) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(document.getBytes(StandardCharsets.UTF_8), JsonNode.class))
                    .filter(JsonNode::isObject);
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
