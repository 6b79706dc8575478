package dev.watchword.server.agents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.ResetOpening;
import dev.watchword.protocol.ResetTerms;
import dev.watchword.protocol.ScanReport;
import dev.watchword.server.Ids;
import dev.watchword.server.TestApi;
import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.Commands;
import dev.watchword.server.console.TestBrowser;
import dev.watchword.server.database.Dialect;
import dev.watchword.server.http.HttpServer;
import dev.watchword.server.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentCallsTest {

    private static final String REPORTS = "/v1/agents/reports";
    private static final String AGENTS = "/v1/watchword/" + TestApi.PROJECT + "/agents";

    @ParameterizedTest
    @EnumSource
    void lives(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            queue(api, agent, "c1", "scan", "{}");

            var answer = agent.heartbeat();
            assertEquals(1, answer.commandsWaiting());
            assertEquals(60, answer.intervalSeconds());
            assertEquals(4, answer.schedule().hour());
            assertEquals(agent.words("").version(), answer.wordsVersion());
            assertEquals(
                    List.of("c1"),
                    agent.commands().stream().map(CommandBatch.Command::id).toList());
            assertEquals(204, agent.answer("c1", "delivered", "{}").status());
            assertEquals(1, agent.commands().size());
            assertEquals(204, agent.answer("c1", "done", "{}").status());
            assertEquals(0, agent.commands().size());
            assertEquals(404, agent.answer("c1", "done", "{}").status());
            assertEquals(204, agent.report(TestFleet.report(api)).status());
            assertEquals(1, weak(api, agent.hostId()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesHeartbeatsTogetherOnceAMinuteAndABootAtOnce(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            long enrolledAt = api.clock().millis();
            agent.boot(agent.facts().bootId());
            agent.heartbeat();
            assertEquals(enrolledAt, lastSeen(api));
            api.clock().move(Duration.ofSeconds(59));
            agent.heartbeat();
            assertEquals(enrolledAt, lastSeen(api));
            api.clock().move(Duration.ofSeconds(1));
            agent.heartbeat();
            assertEquals(api.clock().millis(), lastSeen(api));
            JsonNode told = api.get(AGENTS).json().at("/data_list/0");
            assertEquals(7, told.path("tested").asInt());
            assertEquals(1_800_000_000_000L, told.path("next_scan_at").asLong());
            assertEquals(
                    "{\"cpu_percent\":10,\"nightly_seconds\":1200,\"asked_seconds\":180,\"account_seconds\":20,"
                            + "\"memory_bytes\":268435456}",
                    told.path("bounds").toString());
            String page = TestBrowser.signedIn(api)
                    .get("/console/projects/" + TestApi.PROJECT + "/hosts/" + agent.hostId())
                    .text();
            for (String shown : List.of(
                    "10 % of one core", "up to 20 min", "up to 3 min", "up to 20 s", "Java heap", "up to 256 MiB")) {
                assertTrue(page.contains(shown), shown + " in " + page);
            }

            api.clock().move(Duration.ofSeconds(1));
            agent.boot("second-boot").heartbeat();
            assertEquals(api.clock().millis(), lastSeen(api));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResetGoesFirstHoweverMuchWaits(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            for (int i = 100; i < 220; i++) {
                queue(api, agent, "scan" + i, "scan", "{}");
            }
            api.clock().move(Duration.ofMillis(1));
            for (int i = 100; i < 210; i++) {
                queue(api, agent, "reset" + i, "reset", "{}");
            }
            List<String> ids =
                    agent.commands().stream().map(CommandBatch.Command::id).toList();
            assertEquals(200, ids.size());
            assertEquals("reset110", ids.getFirst());
            assertEquals("reset209", ids.get(99));
            assertEquals("scan100", ids.get(100));
            assertEquals("scan199", ids.getLast());
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensAResetThatComesInASignedBatch(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestAgent other = TestFleet.enrolled(api, "web-2");
            byte[] password = "N3w-pässword".getBytes(StandardCharsets.UTF_8);
            String first = sealed(api, agent, 1, password);
            assertEquals(204, agent.changeKeys().status());
            queue(api, agent, "c1", "reset", first);
            queue(api, agent, "c2", "reset", sealed(api, agent, 2, password));

            for (CommandBatch.Command command : agent.commands()) {
                var opened = assertInstanceOf(ResetOpening.Opened.class, agent.open(command.payload()));
                assertArrayEquals(password, opened.password());
            }
            assertEquals(new ResetOpening.Refused(ResetOpening.Reason.OLD_COUNTER), agent.open(first));
            assertEquals(new ResetOpening.Refused(ResetOpening.Reason.WRONG_HOST), other.open(first));
        }
    }

    @ParameterizedTest
    @EnumSource
    void trustsNoBatchThatAProxyChangedOrGivesAgain(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            Transport honest = Transport.to(api);
            Transport changing = (method, target, body, headers) -> {
                Transport.Reply reply = honest.send(method, target, body, headers);
                if (!target.equals("/v1/agents/commands")) {
                    return reply;
                }
                String text = new String(reply.body(), StandardCharsets.UTF_8).replace("\"scan\"", "\"reboot\"");
                return new Transport.Reply(reply.status(), reply.headers(), text.getBytes(StandardCharsets.UTF_8));
            };
            TestAgent agent = TestFleet.enrolled(api, changing, TestApi.PROJECT, "web-1");
            assertEquals(0, agent.commands().size());
            queue(api, agent, "c1", "scan", "{}");
            assertThrows(AssertionError.class, agent::commands);

            Transport.Reply[] old = new Transport.Reply[1];
            Transport repeating = (method, target, body, headers) -> {
                Transport.Reply reply = honest.send(method, target, body, headers);
                if (target.equals("/v1/agents/commands")) {
                    old[0] = old[0] == null ? reply : old[0];
                    return old[0];
                }
                return reply;
            };
            TestAgent second = TestFleet.enrolled(api, repeating, TestApi.PROJECT, "web-2");
            assertEquals(0, second.commands().size());
            assertThrows(AssertionError.class, second::commands);
        }
    }

    /** A proxy that ends TLS must not be able to make an agent let go of what it says. */
    @ParameterizedTest
    @EnumSource
    void signsWhatItRefuses(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            Transport.Reply refused = agent.answer("none", "done", "{}");
            assertEquals(404, refused.status());
            assertEquals("WW.0004", TestAgent.code(refused));
            assertTrue(refused.headers().containsKey("x-watchword-signature"));
            assertEquals(
                    400,
                    agent.send("POST", REPORTS, "{}".getBytes(StandardCharsets.UTF_8))
                            .status());

            Transport honest = Transport.to(api);
            Transport lying = (method, target, body, headers) -> {
                Transport.Reply reply = honest.send(method, target, body, headers);
                return target.endsWith("/answers") ? refused : reply;
            };
            TestAgent deceived = TestFleet.enrolled(api, lying, TestApi.PROJECT, "web-2");
            assertThrows(AssertionError.class, () -> deceived.answer("none", "done", "{}"));

            agent.counter(agent.counter() - 1);
            Transport.Reply unproven = agent.beat();
            assertEquals(401, unproven.status());
            assertEquals(false, unproven.headers().containsKey("x-watchword-signature"), "nobody knows who asked");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hearsAboutTheNextServerKeyBeforeItIsUsed(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestAgent asleep = TestFleet.enrolled(api, "web-2");
            ServerKeys keys = new ServerKeys(api.parts());
            assertEquals(false, keys.promote());
            keys.prepareNext();
            keys.prepareNext();
            assertEquals(2, agent.heartbeat().serverKeys().size());
            assertEquals(true, keys.promote());
            assertEquals(1, agent.heartbeat().serverKeys().size());
            assertThrows(AssertionError.class, asleep::heartbeat);
            assertEquals(
                    keys.current().publicKey(),
                    ServerKeys.open(api.parts()).current().publicKey());
        }
    }

    @ParameterizedTest
    @EnumSource
    void speaksForItsOwnHostWhateverItSays(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent mine = TestFleet.enrolled(api, "web-1");
            TestAgent victim = TestFleet.enrolled(api, "web-2");
            queue(api, victim, "c1", "scan", "{}");
            assertEquals(0, mine.commands().size());
            assertEquals(0, mine.heartbeat().commandsWaiting());
            var foreign = mine.answer("c1", "done", "{}");
            var absent = mine.answer("c2", "done", "{}");
            assertEquals(404, foreign.status());
            assertEquals(
                    new String(absent.body(), StandardCharsets.UTF_8).replace("c2", "c1"),
                    new String(foreign.body(), StandardCharsets.UTF_8));

            ObjectNode lie = (ObjectNode) Json.tree(TestFleet.report(api));
            for (String name : List.of("host_id", "agent_id", "project_id", "machine_id", "host_name")) {
                lie.put(name, victim.hostId());
            }
            for (String list : List.of("stores", "accounts", "findings")) {
                ((ObjectNode) lie.path(list).get(0)).put("host_id", victim.hostId());
            }
            assertEquals(204, mine.send("POST", REPORTS, Json.write(lie)).status());
            assertEquals(1, weak(api, mine.hostId()));
            assertEquals(0, weak(api, victim.hostId()));
            assertEquals(1, victim.commands().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesHostileReports(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            String good = new String(Json.write(TestFleet.report(api)), StandardCharsets.UTF_8);
            for (String bad : List.of(
                    "",
                    "[]",
                    "null",
                    "{}",
                    good + "{}",
                    good.substring(0, good.length() - 2),
                    "[".repeat(100_000),
                    "{\"a\":".repeat(10_000),
                    good.replace("\"stores\":[", "\"stores\":[null,"),
                    good.replace("\"stores\":[", "\"stores\":[[],"),
                    good.replaceFirst("\"started_at\":\\d+", "\"started_at\":1e999999999"),
                    good.replaceFirst("\"started_at\":\\d+", "\"started_at\":" + "9".repeat(40)),
                    good.replaceFirst("\"started_at\":\\d+", "\"started_at\":" + "9".repeat(400)),
                    good.replaceFirst("\"started_at\":\\d+", "\"started_at\":-1"),
                    good.replaceFirst("\"started_at\":\\d+", "\"started_at\":1.5"),
                    good.replaceFirst("\"started_at\":\\d+", "\"started_at\":\"1\""),
                    good.replaceFirst("\"started_at\":\\d+", "\"started_at\":null"),
                    good.replaceFirst("\"started_at\":\\d+", "\"started_at\":1,\"started_at\":1"),
                    good.replace("\"root\"", "null"),
                    good.replace("\"root\"", "{\"@class\":\"java.lang.Runtime\"}"),
                    good.replace("\"*******\"", "\"hunter2\""),
                    good.replace("\"*******\"", "\"ab****\""),
                    good.replace("\"*******\"", "\"ab***cd**\""),
                    good.replace("\"critical\"", "\"cosmic\""),
                    good.replace("\"root\"", "\"" + "x".repeat(1_025) + "\""))) {
                var reply = agent.send("POST", REPORTS, bad.getBytes(StandardCharsets.UTF_8));
                assertEquals(400, reply.status(), bad.substring(0, Math.min(200, bad.length())));
                // The quota of reports is not what is tested here.
                api.clock().move(Duration.ofMinutes(2));
            }
            assertEquals(0, weak(api, agent.hostId()));
            assertEquals(
                    204,
                    agent.send("POST", REPORTS, good.getBytes(StandardCharsets.UTF_8))
                            .status());
            assertEquals(1, weak(api, agent.hostId()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void boundsHowOftenOneAgentReports(Dialect dialect) {
        try (TestApi api = TestApi.on(dialect)) {
            TestAgent agent = TestFleet.enrolled(api, "web-1");
            TestAgent other = TestFleet.enrolled(api, "web-2");
            ScanReport report = TestFleet.report(api);
            for (int i = 0; i < Quotas.REPORTS; i++) {
                assertEquals(204, agent.report(report).status());
            }
            Transport.Reply tooMany = agent.report(report);
            assertEquals(429, tooMany.status());
            assertEquals("APIGW.0308", TestAgent.code(tooMany));
            int wait = Integer.parseInt(tooMany.headers().get("retry-after"));
            assertTrue(wait >= 1 && wait <= 61, "retry after " + wait);
            assertEquals(204, other.report(report).status());
            api.clock().move(Duration.ofSeconds(wait));
            assertEquals(204, agent.report(report).status());
        }
    }

    @Test
    void boundsBytesAndCalls() {
        try (TestApi api = TestApi.on(Dialect.SQLITE)) {
            Quotas quotas = new Quotas(api.clock());
            for (int i = 0; i < 8; i++) {
                quotas.admitReport("a", 16 << 20);
            }
            assertThrows(RuntimeException.class, () -> quotas.admitReport("a", 1 << 20));
            for (int i = 0; i < Quotas.CALLS; i++) {
                quotas.admitCall("a");
            }
            assertThrows(RuntimeException.class, () -> quotas.admitCall("a"));
            quotas.admitCall("b");
        }
    }

    @Test
    void speaksHttpAndCutsABodyAtItsLimit() throws IOException {
        try (TestApi api = TestApi.on(Dialect.SQLITE);
                HttpServer server = api.listening()) {
            URI address = URI.create("http://127.0.0.1:" + server.port());
            TestAgent agent = TestFleet.enrolled(api, Transport.to(address), TestApi.PROJECT, "web-1");
            assertEquals(0, agent.heartbeat().commandsWaiting());
            assertEquals(204, agent.report(TestFleet.report(api)).status());
            assertEquals(1, weak(api, agent.hostId()));

            AgentRequest request =
                    agent.request("POST", REPORTS, new byte[0], api.clock().millis());
            StringBuilder head = new StringBuilder("POST " + REPORTS + " HTTP/1.1\r\nHost: a\r\n");
            agent.headers(request).forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
            head.append("Content-Length: 1073741824\r\n\r\n");
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(20_000);
                OutputStream out = socket.getOutputStream();
                out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
                byte[] mebibyte = new byte[1 << 20];
                for (int i = 0; i < 17; i++) {
                    out.write(mebibyte);
                }
                out.flush();
                InputStream in = socket.getInputStream();
                String status = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
                assertEquals("HTTP/1.1 413", status);
            }
        }
    }

    /** Else a few who send nothing would keep every agent from reporting. */
    @Test
    void takesALargeBodyOnlyForAnEnrolledAgent() throws IOException {
        try (TestApi api = TestApi.on(Dialect.SQLITE);
                HttpServer server = api.listening()) {
            URI address = URI.create("http://127.0.0.1:" + server.port());
            TestAgent agent = TestFleet.enrolled(api, Transport.to(address), TestApi.PROJECT, "web-1");
            TestAgent revoked = TestFleet.enrolled(api, Transport.to(address), TestApi.PROJECT, "web-2");
            assertEquals(204, api.delete(AGENTS + "/" + revoked.agentId()).status());
            String signature = "WATCHWORD-ED25519 Agent=%s, Counter=1, Signature=" + "A".repeat(86) + "==";
            for (String authorization :
                    List.of("", "Basic x", signature.formatted(revoked.agentId()), signature.formatted(Ids.uuid()))) {
                String head = "Authorization: " + authorization + "\r\nContent-Length: 16777216\r\n\r\n";
                assertEquals("HTTP/1.1 401", begun(server, head), authorization);
            }
            String chunked = "Transfer-Encoding: chunked\r\n\r\n10001\r\n" + "x".repeat(0x10001);
            assertEquals("HTTP/1.1 401", begun(server, chunked), "one byte over what is free");
            assertEquals(204, agent.report(TestFleet.report(api)).status());
        }
    }

    /** The answer to a report of which no more than this has come. */
    private static String begun(HttpServer server, String rest) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + REPORTS + " HTTP/1.1\r\nHost: a\r\n" + rest).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    private static String sealed(TestApi api, TestAgent agent, long counter, byte[] password) {
        long now = api.clock().millis();
        ResetTerms terms = new ResetTerms(agent.hostId(), "root", Ids.uuid(), counter, now, now + 1_000);
        return api.parts().database().read(handle -> {
            Agent known = new Agents().ofHost(handle, agent.hostId()).orElseThrow();
            return new ServerKeys(api.parts())
                    .resetSealer(handle)
                    .seal(terms, known.sealing(), password)
                    .toText();
        });
    }

    private static void queue(TestApi api, TestAgent agent, String id, String kind, String payload) {
        long now = api.clock().millis();
        api.parts()
                .database()
                .change(handle -> new Commands()
                        .queue(handle, new Command(id, agent.hostId(), kind, payload, now, now + 60_000)));
    }

    private static long lastSeen(TestApi api) {
        JsonNode first = api.get(AGENTS).json().at("/data_list/0");
        return first.path("last_seen_at").asLong();
    }

    private static int weak(TestApi api, String hostId) {
        return api.parts()
                .database()
                .read(handle -> handle.createQuery("select count(*) from finding where host_id = :host")
                        .bind("host", hostId)
                        .mapTo(Integer.class)
                        .one());
    }
}
