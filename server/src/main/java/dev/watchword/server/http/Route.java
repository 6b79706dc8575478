package dev.watchword.server.http;

import java.util.Optional;

/**
 * One line of the API: what is called, who may, what goes in and out, and who does it. Made step by step, so that a
 * route without a permission does not compile:
 *
 * <pre>{@code
 * Route.put("/v5/password-policy", Service.IAM)
 *         .needs("iam:securitypolicies:updatePasswordPolicyV5")
 *         .says("Changes the account's password policy")
 *         .body(PasswordPolicyFields.UPDATE)
 *         .answers(200, PasswordPolicyFields.POLICY)
 *         .to(policies::update)
 * }</pre>
 *
 * @param verb the method
 * @param path with its variables in braces, e.g. {@code /v5/{project_id}/baseline/weak-password-users}
 * @param service whose errors it speaks
 * @param permission who may call it
 * @param summary one sentence for the document
 * @param query the declared parameters
 * @param body the declared body; empty when none is read
 * @param bodyLimit bytes of the body
 * @param mutates whether it changes something: it is audited, and a repeated signed request gets the first answer
 * @param reveals whether it shows a secret: it is audited then, though it changes nothing
 * @param status of a successful answer
 * @param output what a successful answer holds; empty without a body or when it is no JSON object
 * @param refusal how it says no; empty for the form of its service
 * @param handler who does it
 */
public record Route(
        Verb verb,
        String path,
        Service service,
        Permission permission,
        String summary,
        Fields query,
        Optional<Fields> body,
        int bodyLimit,
        boolean mutates,
        boolean reveals,
        int status,
        Optional<Fields> output,
        Optional<Refusal> refusal,
        Handler handler) {

    private static final int BODY_LIMIT = 1 << 20;

    public static Unguarded get(String path, Service service) {
        return new Unguarded(Verb.GET, path, service);
    }

    public static Unguarded post(String path, Service service) {
        return new Unguarded(Verb.POST, path, service);
    }

    public static Unguarded put(String path, Service service) {
        return new Unguarded(Verb.PUT, path, service);
    }

    public static Unguarded delete(String path, Service service) {
        return new Unguarded(Verb.DELETE, path, service);
    }

    /** Whether the path names a project, which is then checked before anything else. */
    public boolean inProject() {
        return path.contains("{project_id}");
    }

    @Override
    public String toString() {
        return verb + " " + path;
    }

    /**
     * A route that still lacks its permission.
     *
     * @param verb the method
     * @param path with its variables
     * @param service whose errors
     */
    public record Unguarded(Verb verb, String path, Service service) {

        /** Callers whom a policy allows this action. */
        public Draft needs(String action) {
            return guarded(new Permission.Action(action));
        }

        /** Any caller with valid credentials. */
        public Draft needsIdentity() {
            return guarded(new Permission.Identified());
        }

        /** Users who signed in at the console. */
        public Draft needsSession() {
            return guarded(new Permission.Session());
        }

        /** Enrolled agents. */
        public Draft needsAgent() {
            return guarded(new Permission.Agent());
        }

        /** Anybody. Say why beside the route. */
        public Draft openToAll() {
            return guarded(new Permission.Open());
        }

        /** Anybody, but from a page of this server alone. Say why beside the route. */
        public Draft openToOwnPages() {
            return guarded(new Permission.OwnPage());
        }

        private Draft guarded(Permission permission) {
            return new Draft(this, permission);
        }
    }

    /** A route with its permission; the rest has defaults. Not safe for use by several threads. */
    public static final class Draft {
        private final Unguarded start;
        private final Permission permission;
        private String summary = "";
        private Fields query = Fields.NONE;
        private Optional<Fields> body = Optional.empty();
        private int bodyLimit = BODY_LIMIT;
        private boolean mutates;
        private boolean reveals;
        private int status = 200;
        private Optional<Fields> output = Optional.empty();
        private Optional<Refusal> refusal = Optional.empty();

        private Draft(Unguarded start, Permission permission) {
            this.start = start;
            this.permission = permission;
            this.mutates = start.verb().mutates();
        }

        /** One sentence for the document. */
        public Draft says(String sentence) {
            this.summary = sentence;
            return this;
        }

        /** The query parameters that it reads. */
        public Draft query(Field... fields) {
            this.query = Fields.of(fields);
            return this;
        }

        /** The query parameters that it reads. */
        public Draft query(Fields fields) {
            this.query = fields;
            return this;
        }

        /** The JSON body that it reads. */
        public Draft body(Field... fields) {
            return body(Fields.of(fields));
        }

        /** The JSON body that it reads. */
        public Draft body(Fields fields) {
            this.body = Optional.of(fields);
            return this;
        }

        /** Bytes that its body may have, when not a mebibyte. */
        public Draft upTo(int bytes) {
            this.bodyLimit = bytes;
            return this;
        }

        /** A GET that starts work, or a POST that only asks. */
        public Draft mutating(boolean really) {
            this.mutates = really;
            return this;
        }

        /** A call that shows a secret. */
        public Draft revealing() {
            this.reveals = true;
            return this;
        }

        /** A successful answer without a JSON object. */
        public Draft answers(int status) {
            this.status = status;
            return this;
        }

        /** A successful answer. */
        public Draft answers(int status, Fields output) {
            this.status = status;
            this.output = Optional.of(output);
            return this;
        }

        /** Says no in another way than its service. */
        public Draft refusing(Refusal form) {
            this.refusal = Optional.of(form);
            return this;
        }

        /** Who does it; ends the line. */
        public Route to(Handler handler) {
            return new Route(
                    start.verb(),
                    start.path(),
                    start.service(),
                    permission,
                    summary,
                    query,
                    body,
                    bodyLimit,
                    mutates,
                    reveals,
                    status,
                    output,
                    refusal,
                    handler);
        }
    }
}
