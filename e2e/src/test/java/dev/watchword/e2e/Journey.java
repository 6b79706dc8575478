package dev.watchword.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchword.server.database.Dialect;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A developer's first days with a server, in order, with nothing but HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class Journey {

    private static final String FIRST_PASSWORD = "Tq7!vmwe-Kaz";
    private static final String OWN_PASSWORD = "Hb4!nqzu-Wex";
    private static final String HOST_PASSWORD = "Zu9%mkpv.Rot";

    @AutoClose
    private final ServedWatchword served;

    private final Api root;
    private Optional<Api> developer = Optional.empty();
    private Optional<PlainAgent> host = Optional.empty();

    Journey(Dialect dialect) {
        this.served = ServedWatchword.on(dialect);
        this.root = served.rootByToken();
    }

    @Test
    @Order(1)
    void aUserWithAPolicyChoosesAGoodPassword() {
        String document = "{\"Version\":\"5.0\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"hss:*:*\","
                + "\"ecs:*:*\",\"watchword:*:*\"]}]}";
        String policy = root.post(
                        "/v5/policies",
                        "{\"policy_name\":\"developing\",\"policy_document\":" + Api.quoted(document) + "}")
                .expect(201)
                .json()
                .at("/policy/policy_id")
                .textValue();
        String user = root.post("/v5/users", "{\"name\":\"dev\",\"description\":\"builds things\"}")
                .expect(201)
                .json()
                .at("/user/user_id")
                .textValue();
        root.post("/v5/policies/" + policy + "/attach-user", "{\"user_id\":\"" + user + "\"}")
                .expect(200);
        root.post(
                        "/v5/users/" + user + "/login-profile",
                        "{\"password\":\"" + FIRST_PASSWORD + "\",\"password_reset_required\":true}")
                .expect(201);

        Api first = login(FIRST_PASSWORD);
        first.get(served.hss("/baseline/weak-password-users")).expect(403);
        change(first, FIRST_PASSWORD, "Password123").expect(400, "1118");
        change(first, FIRST_PASSWORD, "dev").expect(400, "1118");
        change(first, FIRST_PASSWORD, "aB1!aB1").expect(400, "1118");
        change(first, FIRST_PASSWORD, FIRST_PASSWORD).expect(400, "1108");
        change(first, "Not-my-1st-one", OWN_PASSWORD).expect(400, "1103");
        Reply changed = change(first, FIRST_PASSWORD, OWN_PASSWORD).expect(200);

        assertEquals("", changed.text());
        first.get("/v5/caller-identity").expect(401);
        Api own = login(OWN_PASSWORD);
        own.get(served.hss("/baseline/weak-password-users")).expect(200);
        own.get("/v5/users").expect(403, "PAP5.0001");
        developer = Optional.of(own);
    }

    @Test
    @Order(2)
    void customWordsAreSet() {
        String words = served.hss("/image/baseline/extended-weak-password");
        dev().post(words, "{\"extended_weak_password\":[\"acme2026\",\"Werkstatt!\"]}")
                .expect(200);

        assertEquals(
                Reply.parsed("{\"extended_weak_password\":[\"acme2026\",\"Werkstatt!\"]}"),
                dev().get(words).expect(200).json());
    }

    @Test
    @Order(3)
    void anAgentEnrolsAndReports() {
        String tokens = "/v1/watchword/" + served.bootstrap().projectId() + "/enrolment-tokens";
        String token = dev().post(tokens, "{}").expect(201).json().path("token").textValue();
        PlainAgent agent = PlainAgent.enrolled(served.api(), token, "workshop");
        agent.heartbeat();
        long scanned = System.currentTimeMillis();
        agent.reportWeak(
                List.of(
                        WeakAccount.common("deploy", "ac****2**", "Choose another one."),
                        new WeakAccount("redis", "default", "empty", "", "Set a password.", "")),
                scanned);

        JsonNode list = dev().get(served.hss("/baseline/weak-password-users?host_name=WORK"))
                .expect(200)
                .json();

        assertEquals(1, list.path("total_num").intValue());
        JsonNode workshop = list.at("/data_list/0");
        assertEquals(agent.hostId(), workshop.path("host_id").textValue());
        assertEquals(scanned, workshop.path("update_time").longValue());
        assertEquals(2, workshop.path("weak_pwd_accounts").size());
        // The token was for one machine.
        assertTrue(refusesEnrolment(token));
        host = Optional.of(agent);
    }

    @Test
    @Order(4)
    void aScanIsAskedForAndDone() {
        String status = served.hss("/host-management/" + agent().hostId() + "/scan-status?type=pwd");
        dev().post(served.hss("/host-management/" + agent().hostId() + "/manual-detect"), "{\"type\":\"pwd\"}")
                .expect(200);
        assertEquals(
                "scanning",
                dev().get(status).expect(200).json().path("scan_status").textValue());

        JsonNode scan = command("scan");
        agent().answer(scan, "delivered", "{}").expect(204);
        long scanned = System.currentTimeMillis();
        agent().reportWeak(WeakAccount.common("deploy", "ac****2**", "Choose another one."), scanned);
        agent().answer(scan, "done", "{}").expect(204);

        assertEquals(
                "scaned",
                dev().get(status).expect(200).json().path("scan_status").textValue());
        JsonNode list = dev().get(served.hss("/baseline/weak-password-users"))
                .expect(200)
                .json();
        assertEquals(1, list.at("/data_list/0/weak_pwd_accounts").size(), "the mended account is gone");
    }

    @Test
    @Order(5)
    void aPasswordIsResetAndTheHostSaysSo() {
        String server = served.ecs("/cloudservers/" + agent().hostId());
        assertEquals(
                "True",
                dev().get(server + "/os-resetpwd-flag")
                        .expect(200)
                        .json()
                        .path("resetpwd_flag")
                        .textValue());
        dev().put(
                        server + "/os-reset-password",
                        "{\"reset-password\":{\"new_password\":\"" + HOST_PASSWORD + "\",\"is_check_password\":true}}")
                .expect(204);
        JsonNode reset = agent().nextReset().orElseThrow();
        assertEquals("accepted", resetState());

        assertEquals(Optional.of(HOST_PASSWORD), agent().opened(reset));
        for (String state : List.of("delivered", "staged", "applied", "verified")) {
            if (state.equals("applied")) {
                agent().reboot();
            }
            agent().answer(reset, state, "{}").expect(204);
            assertEquals(state, resetState());
        }
        assertEquals(Optional.empty(), agent().nextReset());
        agent().answer(reset, "failed", "{\"reason\":\"not_applied\"}").expect(404);
        assertEquals("verified", resetState());
    }

    @Test
    @Order(6)
    void theAuditLogTellsAllOfIt() {
        List<String> done = AuditChain.actions(root, "outcome");

        for (String action : List.of(
                "iam:policies:createV5",
                "iam:users:createUserV5",
                "iam:users:attachPolicyV5",
                "iam:users:createLoginProfileV5",
                "hss:weakPwds:set",
                "watchword:enrolmentTokens:create",
                "ecs:cloudServers:resetServerPwd")) {
            assertTrue(done.contains(action), action + " is not among " + done);
        }
        assertTrue(AuditChain.actions(root, "refused").contains("iam:users:listUsersV5"));
        assertEquals(AuditChain.actions(root, "intent").size(), done.size(), "every intent has its outcome");
        AuditChain.in(served.data().resolve("audit")).requireIntact();
    }

    @Test
    @Order(7)
    void everythingSurvivesARestart() {
        String words = served.hss("/image/baseline/extended-weak-password");
        List<String> questions = List.of(
                "/v5/password-policy",
                "/v5/users",
                "/v5/policies",
                words,
                served.hss("/baseline/weak-password-users"),
                served.hss("/host-management/" + agent().hostId() + "/scan-status?type=pwd"),
                "/v1/watchword/" + served.bootstrap().projectId() + "/resets",
                served.ecs("/cloudservers/" + agent().hostId()));
        List<JsonNode> before = questions.stream()
                .map(each -> root.get(each).expect(200).json())
                .toList();
        HttpRequest creation = served.root().request("POST", "/v5/users", bytes("{\"name\":\"once\"}"), Instant.now());
        HttpRequest change =
                served.root().request("POST", words, bytes("{\"extended_weak_password\":[\"first\"]}"), Instant.now());
        HttpRequest secret = served.root()
                .request(
                        "POST",
                        "/v1/watchword/" + served.bootstrap().projectId() + "/enrolment-tokens",
                        bytes("{}"),
                        Instant.now());
        Reply created = Api.send(creation).expect(201);
        Api.send(change).expect(200);
        Api.send(secret).expect(201);
        root.post(words, "{\"extended_weak_password\":[\"acme2026\",\"Werkstatt!\"]}")
                .expect(200);
        int users = root.get("/v5/users").expect(200).json().path("users").size();

        long asked = System.nanoTime();
        served.stop();
        assertTrue(System.nanoTime() - asked < Duration.ofSeconds(10).toNanos(), "slow to stop");
        served.startAgain();

        // The repeated mutation gets its first answer and has no second effect; a secret is not shown twice.
        assertEquals(created.json(), Api.send(creation).expect(201).json());
        assertEquals(
                users, root.get("/v5/users").expect(200).json().path("users").size());
        Api.send(change).expect(200);
        assertEquals(
                "[\"acme2026\",\"Werkstatt!\"]",
                root.get(words).json().path("extended_weak_password").toString());
        Api.send(secret).expect(409);
        String once = created.json().at("/user/user_id").textValue();
        root.delete("/v5/users/" + once).expect(204);
        List<JsonNode> after = questions.stream()
                .map(each -> root.get(each).expect(200).json())
                .toList();
        assertEquals(before, after);
        agent().heartbeat();
        AuditChain.in(served.data().resolve("audit")).requireIntact();
    }

    @Test
    @Order(8)
    void aLateSignedCallIsRefused() {
        HttpRequest late = served.root()
                .request(
                        "GET", "/v5/password-policy", new byte[0], Instant.now().minus(Duration.ofMinutes(15)));
        HttpRequest early = served.root()
                .request(
                        "GET", "/v5/password-policy", new byte[0], Instant.now().plus(Duration.ofMinutes(16)));
        HttpRequest timely = served.root()
                .request(
                        "GET", "/v5/password-policy", new byte[0], Instant.now().minus(Duration.ofMinutes(14)));

        Api.send(late).expect(401, "APIGW.0301");
        Api.send(early).expect(401, "APIGW.0301");
        Api.send(timely).expect(200);
    }

    private Api login(String password) {
        Bootstrap bootstrap = served.bootstrap();
        Reply reply = served.api()
                .login(bootstrap.domainName(), "dev", password, bootstrap.projectId())
                .expect(201);
        return served.api()
                .as(new Credential.Token(reply.header("X-Subject-Token").orElseThrow()));
    }

    private static Reply change(Api api, String old, String chosen) {
        return api.post(
                "/v5/caller-password", "{\"old_password\":\"" + old + "\",\"new_password\":\"" + chosen + "\"}");
    }

    private boolean refusesEnrolment(String token) {
        try {
            PlainAgent.enrolled(served.api(), token, "another");
            return false;
        } catch (AssertionError refused) {
            return String.valueOf(refused.getMessage()).contains("expected 201");
        }
    }

    private JsonNode command(String kind) {
        return agent().commands().stream()
                .filter(command -> command.path("kind").textValue().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private String resetState() {
        return dev().get("/v1/watchword/" + served.bootstrap().projectId() + "/resets?host_id=" + agent().hostId())
                .expect(200)
                .json()
                .at("/data_list/0/state")
                .textValue();
    }

    private Api dev() {
        return developer.orElseThrow();
    }

    private PlainAgent agent() {
        return host.orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
