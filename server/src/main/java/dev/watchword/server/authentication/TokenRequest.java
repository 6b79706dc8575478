package dev.watchword.server.authentication;

import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Service;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks for when it asks for a token by password. Prints nothing of itself.
 *
 * @param who says they call
 * @param password as given
 * @param scope what the token is to be for
 */
record TokenRequest(PasswordLogin.Who who, String password, Scope scope) {

    private static final Shape NAME = Shape.text(1, 256);
    private static final Field DOMAIN =
            Field.optional("domain", Shape.members(Field.optional("id", NAME), Field.optional("name", NAME)));

    /** The body of {@code POST /v3/auth/tokens}. */
    static final Fields BODY = Fields.of(Field.required(
            "auth",
            Shape.members(
                    Field.required(
                            "identity",
                            Shape.members(
                                    Field.required("methods", Shape.items(1, 8, Shape.text(1, 64))),
                                    Field.required(
                                            "password",
                                            Shape.members(Field.required(
                                                    "user",
                                                    Shape.members(
                                                            Field.optional("id", NAME),
                                                            Field.optional("name", NAME),
                                                            Field.required("password", Shape.text(1, 4_096)),
                                                            DOMAIN)))))),
                    Field.optional(
                                    "scope",
                                    Shape.members(
                                            Field.optional(
                                                    "project",
                                                    Shape.members(
                                                            Field.optional("id", NAME),
                                                            Field.optional("name", NAME),
                                                            DOMAIN)),
                                            DOMAIN))
                            .saying("A project, else an account, else neither."))));

    /** By id or by name. */
    sealed interface Named {

        record Id(String id) implements Named {}

        record Name(String name) implements Named {}
    }

    /** What a token is for. */
    sealed interface Scope {

        /**
         * @param project which one
         * @param domain its account, where the client says it
         */
        record Project(Named project, Optional<Named> domain) implements Scope {}

        /** @param domain which account */
        record Domain(Named domain) implements Scope {}

        /** Neither. */
        record None() implements Scope {}
    }

    /**
     * Reads the body.
     *
     * @throws ApiError 400 when it asks for something else or leaves out what is needed
     */
    static TokenRequest of(Values body) {
        Values auth = body.object("auth");
        Values identity = auth.object("identity");
        if (!identity.texts("methods").equals(List.of("password"))) {
            throw Service.KEYSTONE.invalid("auth.identity.methods", "only the password method is supported");
        }
        Values user = identity.object("password").object("user");
        return new TokenRequest(who(user), user.text("password"), scope(auth.optionalObject("scope")));
    }

    private static PasswordLogin.Who who(Values user) {
        if (user.has("id")) {
            return new PasswordLogin.Who.ById(user.text("id"));
        }
        String name = user.optionalText("name").orElseThrow(() -> missing("auth.identity.password.user.name"));
        Named domain = user.optionalObject("domain")
                .map(given -> named(given, "auth.identity.password.user.domain"))
                .orElseThrow(() -> missing("auth.identity.password.user.domain"));
        return switch (domain) {
            case Named.Id by -> new PasswordLogin.Who.InDomain(by.id(), name);
            case Named.Name by -> new PasswordLogin.Who.InDomainNamed(by.name(), name);
        };
    }

    private static Scope scope(Optional<Values> scope) {
        Optional<Values> project = scope.flatMap(given -> given.optionalObject("project"));
        if (project.isPresent()) {
            Optional<Named> domain =
                    project.get().optionalObject("domain").map(given -> named(given, "auth.scope.project.domain"));
            return new Scope.Project(named(project.get(), "auth.scope.project"), domain);
        }
        return scope.flatMap(given -> given.optionalObject("domain"))
                .<Scope>map(given -> new Scope.Domain(named(given, "auth.scope.domain")))
                .orElse(new Scope.None());
    }

    private static Named named(Values object, String field) {
        if (object.has("id")) {
            return new Named.Id(object.text("id"));
        }
        return new Named.Name(object.optionalText("name").orElseThrow(() -> missing(field + ".name")));
    }

    private static ApiError missing(String field) {
        return Service.KEYSTONE.missing(field);
    }

    @Override
    public String toString() {
        return "TokenRequest";
    }
}
