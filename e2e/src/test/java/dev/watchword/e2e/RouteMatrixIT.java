package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.database.Dialect;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of the API's own document, called by everybody who may not and by everybody who may: the answers are
 * the declared ones, and nothing of another project or account shows in them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteMatrixIT {

    private static final String ABSENT = "00000000-0000-4000-8000-000000000000";

    @AutoClose
    private final ServedWatchword served = ServedWatchword.on(Dialect.SQLITE);

    private final String project = served.bootstrap().projectId();
    private final Neighbours neighbours = Neighbours.of(served);
    private final Api root = served.rootByToken();
    private final List<Operation> operations = Operation.of(served.api());
    private final Accounts accounts = new Accounts(served);

    /** Whoever proves nothing. */
    enum Stranger {
        NOBODY,
        EMPTY_TOKEN,
        NULL_TOKEN,
        GARBAGE,
        LONG_GARBAGE,
        EXPIRED_TOKEN,
        REVOKED_TOKEN,
        UNKNOWN_KEY,
        WRONG_SECRET,
        DISABLED_KEY,
        OTHER_ALGORITHM
    }

    /** The ready-made groups, and what each may do beyond what every new user may. */
    enum Group {
        ADMINISTRATORS(action -> true),
        OPERATORS(action -> action.startsWith("hss:")
                || action.startsWith("ecs:")
                || action.startsWith("watchword:")
                || reads(action)),
        READERS(Group::reads),
        /** Where every new user is. */
        DEFAULT(action -> false),
        /** A user without any policy at all. */
        NONE(action -> false);

        private final Predicate<String> allowed;

        Group(Predicate<String> allowed) {
            this.allowed = allowed;
        }

        boolean may(String action) {
            boolean shown = action.startsWith("hss:") && (action.endsWith(":get") || action.endsWith(":list"));
            boolean everybody = shown || action.equals("hss:weakPwds:set");
            return allowed.test(action) || (this != NONE && everybody);
        }

        private static boolean reads(String action) {
            String[] parts = action.split(":", -1);
            return Stream.of("get", "list", "show").anyMatch(parts[2]::startsWith) && !parts[1].isEmpty();
        }
    }

    @Test
    void theDocumentHoldsTheWholeApi() {
        Set<String> seeds = Set.of(
                "POST /v5/{project_id}/image/baseline/extended-weak-password hss:weakPwds:set",
                "GET /v5/{project_id}/image/baseline/extended-weak-password hss:weakPwds:get",
                "GET /v5/{project_id}/baseline/weak-password-users hss:weakPwds:list",
                "GET /v5/{project_id}/image/baseline/weak-password-users hss:weakPwds:list",
                "PUT /v1/{project_id}/cloudservers/{server_id}/os-reset-password ecs:cloudServers:resetServerPwd",
                "PUT /v5/password-policy iam:securitypolicies:updatePasswordPolicyV5");

        List<String> all =
                operations.stream().map(each -> each + " " + each.permission()).toList();

        assertTrue(all.containsAll(seeds), all.toString());
        assertTrue(all.size() > 80, "only " + all.size());
    }

    @ParameterizedTest
    @EnumSource
    void strangersAreNotProven(Stranger stranger) {
        Api api = accounts.stranger(stranger);
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            Reply reply = call(api, operation, ABSENT);
            boolean right = operation.isOpen()
                    ? reply.status() != 401 && reply.status() != 403
                    : reply.status() == 401 && isFlat(reply, operation.isForAgents() ? "WW.01" : "APIGW.0301");
            if (!right) {
                wrong.add(operation + " answered " + reply);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void agentsCallsAreForAgentsOnly() {
        for (Api api : List.of(root, served.root())) {
            for (Operation operation : operations) {
                if (operation.isForAgents()) {
                    Reply reply = call(api, operation, ABSENT).expect(401);
                    assertTrue(isFlat(reply, "WW.0101"), reply.toString());
                }
            }
        }
    }

    static Stream<String> elsewhere() {
        return Stream.of("a token of the second project", "a token of the other account");
    }

    @ParameterizedTest
    @MethodSource
    void elsewhere(String who) {
        Api api = who.contains("second") ? neighbours.second(served) : neighbours.other(served);
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation.inProject()) {
                Reply real = call(api, operation, ABSENT);
                Reply unreal = api.call(
                        operation.method(), operation.target("0123456789abcdef0123456789abcdef", any -> ABSENT), "");
                boolean right = operation.service().equals("ECS")
                        ? isNested(real, 400, "Ecs.0023")
                        : real.status() == 403 && isFlat(real, "APIGW.0306");
                if (!right || !anonymous(real).equals(anonymous(unreal))) {
                    wrong.add(operation + " answered " + real + " and " + unreal);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @EnumSource
    void groupsMayDoWhatTheyAreFor(Group group) {
        Api api = accounts.memberOf(group);
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation.isOpen() || operation.isForAgents()) {
                continue;
            }
            Reply reply = call(api, operation, ABSENT);
            boolean may = operation.isForAnybodyIdentified() || group.may(operation.permission());
            boolean right = may
                    ? reply.status() < 500 && reply.status() != 401 && reply.status() != 403
                    : isDenied(operation, reply);
            if (!right) {
                wrong.add(operation + " (" + operation.permission() + ") answered " + reply);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void foreignObjectsAnswerLikeAbsentOnes() {
        ForeignObjects foreign = ForeignObjects.in(served, neighbours);
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation.isOpen()
                    || operation.isForAgents()
                    || operation.variables().isEmpty()) {
                continue;
            }
            for (Api api : List.of(root, served.root())) {
                String body = operation.leastBody();
                Reply theirs = api.call(
                        operation.method(),
                        operation.target(project, variable -> foreign.id(operation, variable)),
                        body);
                Reply absent = api.call(
                        operation.method(),
                        operation.target(project, variable -> foreign.absent(operation, variable)),
                        body);
                String one = foreign.without(anonymous(theirs));
                String other = foreign.without(anonymous(absent));
                if (!one.equals(other)) {
                    wrong.add(operation + " answered " + theirs + " and " + absent);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void listsShowNothingOfOthers() {
        // New ones: the audit log rightly tells of the others that somebody here asked for them.
        ForeignObjects foreign = ForeignObjects.in(served, neighbours);
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            if (!operation.method().equals("GET")
                    || operation.isForAgents()
                    || !operation.variables().isEmpty()) {
                continue;
            }
            String target = operation.target(project, any -> ABSENT);
            String all = target + (target.contains("?") ? "&" : "?") + "enterprise_project_id=all_granted_eps";
            // What is no project's, such as the audit log, tells of all projects of the account.
            List<String> hidden = new ArrayList<>(foreign.ofAccount());
            hidden.addAll(operation.inProject() ? foreign.ofProject() : List.of());
            for (Reply reply : List.of(root.get(target), root.get(all))) {
                for (String id : hidden) {
                    if (reply.text().contains(id)) {
                        wrong.add(operation + " shows " + id);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void whatIsNotDeclaredDoesNotExist() {
        root.get("/v5/" + project + "/baseline").expect(404, "APIGW.0101");
        root.post("/v5/" + project + "/baseline/weak-password-users", "{}").expect(404, "APIGW.0101");
        root.call("PATCH", "/v5/password-policy", "{}").expect(404, "APIGW.0101");
        served.api().get("/v5//password-policy").expect(404, "APIGW.0101");
    }

    private Reply call(Api api, Operation operation, String id) {
        return api.call(operation.method(), operation.target(project, any -> id), "");
    }

    private static boolean isDenied(Operation operation, Reply reply) {
        return switch (operation.service()) {
            case "ECS" -> isNested(reply, 403, "Ecs.0003");
            case "IAM", "STS" ->
                reply.status() == 403
                        && isFlat(reply, "PAP5.0001")
                        && reply.json().path("encoded_authorization_message").isTextual();
            default -> reply.status() == 403 && isFlat(reply, "APIGW.0302");
        };
    }

    private static boolean isFlat(Reply reply, String code) {
        JsonNode json = reply.json();
        return json.path("error_code").asText().startsWith(code)
                && json.path("error_msg").isTextual()
                && json.path("request_id")
                        .asText()
                        .equals(reply.header("X-Request-Id").orElse("none"));
    }

    private static boolean isNested(Reply reply, int status, String code) {
        JsonNode error = reply.json().path("error");
        return reply.status() == status
                && error.path("code").asText().equals(code)
                && error.path("message").isTextual();
    }

    private static String anonymous(Reply reply) {
        if (reply.text().isEmpty()) {
            return reply.status() + "";
        }
        JsonNode json = reply.json();
        if (json instanceof ObjectNode object) {
            object.remove("request_id");
        }
        return reply.status() + " " + json;
    }

    /** The users and keys of the matrix. */
    private static final class Accounts {

        private final ServedWatchword served;

        private Accounts(ServedWatchword served) {
            this.served = served;
        }

        Api stranger(Stranger stranger) {
            Api api = served.api();
            return switch (stranger) {
                case NOBODY -> api;
                case EMPTY_TOKEN -> api.with("X-Auth-Token", "");
                case NULL_TOKEN -> api.with("X-Auth-Token", "null");
                case GARBAGE -> api.with("X-Auth-Token", "wwt_" + "A".repeat(43));
                case LONG_GARBAGE -> api.with("X-Auth-Token", "A".repeat(32_769));
                case EXPIRED_TOKEN -> expired();
                case REVOKED_TOKEN -> revoked();
                case UNKNOWN_KEY -> api.as(new Credential.Key("AAAAAAAAAAAAAAAAAAAA", "secret"));
                case WRONG_SECRET ->
                    api.as(new Credential.Key(key(user("wrong-secret")).id(), "secret"));
                case DISABLED_KEY -> disabledKey();
                case OTHER_ALGORITHM ->
                    api.with(
                            "Authorization",
                            "SDK-HMAC-SM3 Access=" + served.bootstrap().accessKeyId()
                                    + ", SignedHeaders=host;x-sdk-date, Signature=" + "0".repeat(64));
            };
        }

        /** A user of this group and of no other but the default one. */
        Api memberOf(Group group) {
            Api root = served.root();
            String user = user("in-" + group.name().toLowerCase(java.util.Locale.ROOT));
            JsonNode groups = root.get("/v5/groups").expect(200).json().required("groups");
            for (JsonNode each : groups) {
                String name = each.path("group_name").textValue();
                String target = "/v5/groups/" + each.path("group_id").textValue();
                if (group == Group.NONE && name.equals("default")) {
                    root.post(target + "/remove-user", "{\"user_id\":\"" + user + "\"}")
                            .expect(200);
                }
                if (name.equalsIgnoreCase(group.name()) && group != Group.DEFAULT) {
                    root.post(target + "/add-user", "{\"user_id\":\"" + user + "\"}")
                            .expect(200);
                }
            }
            return served.api().as(key(user));
        }

        private Api expired() {
            Api api = served.rootByToken();
            String token = ((Credential.Token) api.credential()).value();
            try (Connection connection = DriverManager.getConnection(served.database())) {
                Neighbours.execute(connection, "update token set expires_at = 1 where digest = ?", sha256(token));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return api;
        }

        private Api revoked() {
            String name = "revoked";
            String user = user(name);
            String password = "Tq7!vmwe-Kaz";
            String profile = "/v5/users/" + user + "/login-profile";
            served.root()
                    .post(profile, "{\"password\":\"" + password + "\",\"password_reset_required\":false}")
                    .expect(201);
            Reply login = served.api()
                    .login(
                            served.bootstrap().domainName(),
                            name,
                            password,
                            served.bootstrap().projectId())
                    .expect(201);
            served.root().put(profile, "{\"password\":\"Hb4!nqzu-Wex\"}").expect(200);
            return served.api()
                    .as(new Credential.Token(login.header("X-Subject-Token").orElseThrow()));
        }

        private Api disabledKey() {
            String user = user("disabled-key");
            Credential.Key key = key(user);
            served.root()
                    .put("/v5/users/" + user + "/access-keys/" + key.id(), "{\"status\":\"inactive\"}")
                    .expect(200);
            return served.api().as(key);
        }

        private String user(String name) {
            return served.root()
                    .post("/v5/users", "{\"name\":\"" + name + "\"}")
                    .expect(201)
                    .json()
                    .at("/user/user_id")
                    .textValue();
        }

        private Credential.Key key(String user) {
            JsonNode key = served.root()
                    .post("/v5/users/" + user + "/access-keys", "")
                    .expect(201)
                    .json()
                    .required("access_key");
            return new Credential.Key(
                    key.path("access_key_id").textValue(),
                    key.path("secret_access_key").textValue());
        }

        private static String sha256(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
