package dev.watchword.server.authentication;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.Shape;
import dev.watchword.server.users.Token;
import dev.watchword.server.users.User;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * What a token says about itself. Its text is not in it: that stands in the header {@code X-Subject-Token} alone.
 *
 * @param token which one
 * @param user whose
 * @param domainName of the user's account
 * @param project that it is for
 * @param passwordExpiresAt epoch milliseconds; empty for never
 * @param roles of the user
 */
record TokenAnswer(
        Token token,
        User user,
        String domainName,
        Optional<Accounts.Project> project,
        OptionalLong passwordExpiresAt,
        ArrayNode roles) {

    private static final Shape TEXT = Shape.text(0, 1_024);
    private static final Shape NAMED = Shape.members(Field.required("id", TEXT), Field.required("name", TEXT));
    private static final Shape IN_DOMAIN =
            Shape.members(Field.required("id", TEXT), Field.required("name", TEXT), Field.required("domain", NAMED));

    /** The body. */
    static final Fields FIELDS = Fields.of(Field.required(
            "token",
            Shape.members(
                    Field.required("methods", Shape.items(1, 1, Shape.word("password"))),
                    Field.required("expires_at", TEXT),
                    Field.required("issued_at", TEXT),
                    Field.required(
                            "user",
                            Shape.members(
                                    Field.required("id", TEXT),
                                    Field.required("name", TEXT),
                                    Field.required("password_expires_at", TEXT).saying("Empty when it does not."),
                                    Field.required("domain", NAMED))),
                    Field.optional("project", IN_DOMAIN),
                    Field.optional("domain", NAMED),
                    Field.required("roles", Shape.items(0, 1_000, NAMED)),
                    Field.optional("catalog", Shape.items(0, 16, new Shape.Any(10_000)))
                            .saying("Left out when the query says nocatalog."))));

    /** Gathers it. */
    static TokenAnswer of(Handle handle, Token token, User user, PasswordValidity validity) {
        Optional<Accounts.Project> project = token.projectId()
                .flatMap(id -> Accounts.projects(handle, user.domainId()).stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst());
        return new TokenAnswer(
                token,
                user,
                Accounts.domainName(handle, user.domainId()),
                project,
                validity.expiresAt(handle, user),
                roles(handle, user));
    }

    /** As the body of an answer. */
    ObjectNode json(Optional<String> endpointOfCatalog) {
        ObjectNode root = Json.object();
        ObjectNode body = root.putObject("token");
        body.putArray("methods").add("password");
        body.put("expires_at", Times.text(token.expiresAt()));
        body.put("issued_at", Times.text(token.issuedAt()));
        ObjectNode whose = body.putObject("user").put("id", user.id()).put("name", user.name());
        whose.put(
                "password_expires_at", passwordExpiresAt.isPresent() ? Times.text(passwordExpiresAt.getAsLong()) : "");
        domain(whose);
        project.ifPresent(
                in -> domain(body.putObject("project").put("id", in.id()).put("name", in.name())));
        if (token.domainId().isPresent()) {
            domain(body);
        }
        body.set("roles", roles);
        endpointOfCatalog.ifPresent(endpoint -> body.set("catalog", Catalog.of(endpoint, project)));
        return root;
    }

    private void domain(ObjectNode parent) {
        parent.putObject("domain").put("id", user.domainId()).put("name", domainName);
    }

    /** The user's groups, and for the account's root user the role that the vendor gives theirs. */
    private static ArrayNode roles(Handle handle, User user) {
        ArrayNode roles = Json.array();
        if (user.root()) {
            roles.addObject().put("id", "0").put("name", "te_admin");
        }
        handle.createQuery("select g.id, g.name from iam_group g join group_member m on m.group_id = g.id"
                        + " where m.user_id = :userId order by g.created_at, g.id")
                .bind("userId", user.id())
                .map((row, context) ->
                        Json.object().put("id", row.getString("id")).put("name", row.getString("name")))
                .forEach(roles::add);
        return roles;
    }
}
