package dev.watchword.server.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchword.protocol.AgentKeys;
import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.AnswerSignature;
import dev.watchword.protocol.CommandAnswer;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.EnrolmentAnswer;
import dev.watchword.protocol.EnrolmentRequest;
import dev.watchword.protocol.Heartbeat;
import dev.watchword.protocol.HeartbeatAnswer;
import dev.watchword.protocol.HostFacts;
import dev.watchword.protocol.KeyOffer;
import dev.watchword.protocol.OpeningKey;
import dev.watchword.protocol.ResetOpener;
import dev.watchword.protocol.ResetOpening;
import dev.watchword.protocol.ScanBounds;
import dev.watchword.protocol.ScanReport;
import dev.watchword.protocol.SealedReset;
import dev.watchword.protocol.VerificationKey;
import dev.watchword.protocol.WordList;
import dev.watchword.server.Ids;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small agent that speaks the whole protocol, and trusts a server as little as a real one. */
public final class TestAgent {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** What makes an agent let go of a letter. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 409);

    private final Transport transport;
    private final InstantSource clock;
    private final HostFacts facts;
    private AgentKeys keys = AgentKeys.generate(RANDOM);
    private final List<OpeningKey> openingKeys = new ArrayList<>(List.of(keys.opening()));
    private final Set<VerificationKey> serverKeys = new LinkedHashSet<>();
    private String agentId = "";
    private String hostId = "";
    private String bootId;
    private long counter;
    private long lastReset;

    private TestAgent(Transport transport, InstantSource clock, HostFacts facts) {
        this.transport = transport;
        this.clock = clock;
        this.facts = facts;
        this.bootId = facts.bootId();
    }

    /** On a machine of its own with this name. */
    public static TestAgent on(Transport transport, InstantSource clock, String hostName) {
        HostFacts facts = new HostFacts(
                Ids.hex() + Ids.hex(),
                hostName,
                List.of("192.0.2.7", "2001:db8::7"),
                "Linux",
                "Debian GNU/Linux",
                "13",
                Ids.uuid(),
                "0.1.0");
        return new TestAgent(transport, clock, facts);
    }

    /** What the machine says of itself. */
    public HostFacts facts() {
        return facts;
    }

    public String agentId() {
        return agentId;
    }

    public String hostId() {
        return hostId;
    }

    public AgentKeys keys() {
        return keys;
    }

    /** The counter of the last request. */
    public long counter() {
        return counter;
    }

    /** The next request has the one after this. */
    public TestAgent counter(long last) {
        this.counter = last;
        return this;
    }

    /** The machine starts again. */
    public TestAgent boot(String newBootId) {
        this.bootId = newBootId;
        return this;
    }

    /** A machine with the same disk: keys, ids and counter. */
    public TestAgent cloned() {
        TestAgent twin = new TestAgent(transport, clock, facts);
        twin.keys = keys;
        twin.serverKeys.addAll(serverKeys);
        twin.agentId = agentId;
        twin.hostId = hostId;
        twin.counter = counter;
        twin.bootId = bootId;
        return twin;
    }

    /** The same machine with the agent installed anew. */
    public TestAgent reinstalled() {
        return new TestAgent(transport, clock, facts);
    }

    /** Asks to become a member; the reply whatever it is. */
    public Transport.Reply ask(String token, String projectId) {
        KeyOffer offer = KeyOffer.of(keys, token);
        return transport.send(
                "POST",
                "/v1/agents/enrol",
                Json.write(new EnrolmentRequest(
                        token,
                        projectId,
                        base64(offer.signing().toBytes()),
                        base64(offer.sealing().toBytes()),
                        base64(offer.proof()),
                        facts)),
                Map.of());
    }

    /** Becomes a member of a server whose key has this fingerprint. */
    public TestAgent enrol(String token, String fingerprint) {
        KeyOffer offer = KeyOffer.of(keys, token);
        byte[] body = Json.write(new EnrolmentRequest(
                token,
                "",
                base64(offer.signing().toBytes()),
                base64(offer.sealing().toBytes()),
                base64(offer.proof()),
                facts));
        Transport.Reply reply = transport.send("POST", "/v1/agents/enrol", body, Map.of());
        if (reply.status() != 201) {
            throw new AssertionError(text(reply));
        }
        EnrolmentAnswer answer = read(reply, EnrolmentAnswer.class);
        Set<VerificationKey> offered = keys(answer.serverKeys());
        offered.removeIf(key -> !key.fingerprint().equals(fingerprint));
        requireSigned(reply, AgentRequest.enrolling("POST", "/v1/agents/enrol", "", body), offered);
        serverKeys.addAll(keys(answer.serverKeys()));
        agentId = answer.agentId();
        hostId = answer.hostId();
        return this;
    }

    /** Sends a signed request; an answer, and a refusal of what it says, must be signed by the server. */
    public Transport.Reply send(String method, String target, byte[] body) {
        counter++;
        return sendAgain(method, target, body, clock.millis());
    }

    /** Sends a request with the counter of the last one. */
    public Transport.Reply sendAgain(String method, String target, byte[] body, long time) {
        AgentRequest request = request(method, target, body, time);
        Transport.Reply reply = transport.send(method, target, body, headers(request));
        if (reply.status() < 300 || REFUSALS.contains(reply.status())) {
            requireSigned(reply, request, serverKeys);
        }
        return reply;
    }

    /** The request as it would be signed now. */
    public AgentRequest request(String method, String target, byte[] body, long time) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return AgentRequest.of(method, path, query, agentId, counter, time, body);
    }

    /** The headers that prove it. */
    public Map<String, String> headers(AgentRequest request) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", request.sign(keys.signing()).toHeader());
        headers.put(AgentRequest.TIME_HEADER, Long.toString(request.time()));
        return headers;
    }

    /** What a heartbeat says now. */
    public byte[] heartbeatBody() {
        return Json.write(new Heartbeat(
                "0.1.0", bootId, 10, 7, "", 1_800_000_000_000L, new ScanBounds(10, 1_200, 180, 20, 256L << 20)));
    }

    /** A heartbeat's reply, whatever it is. */
    public Transport.Reply beat() {
        return send("POST", "/v1/agents/heartbeat", heartbeatBody());
    }

    /** A good heartbeat; takes over the server's keys. */
    public HeartbeatAnswer heartbeat() {
        HeartbeatAnswer answer = read(good(beat()), HeartbeatAnswer.class);
        serverKeys.clear();
        serverKeys.addAll(keys(answer.serverKeys()));
        return answer;
    }

    /** What the host is asked to do. */
    public List<CommandBatch.Command> commands() {
        CommandBatch batch = read(good(send("GET", "/v1/agents/commands", new byte[0])), CommandBatch.class);
        if (!batch.hostId().equals(hostId)) {
            throw new AssertionError("commands for another host");
        }
        return batch.commands();
    }

    /** Answers a command. */
    public Transport.Reply answer(String commandId, String state, String detail) {
        return send(
                "POST", "/v1/agents/commands/" + commandId + "/answers", Json.write(new CommandAnswer(state, detail)));
    }

    /** Reports. */
    public Transport.Reply report(ScanReport report) {
        return send("POST", "/v1/agents/reports", Json.write(report));
    }

    /** The words that changed since a version, all with {@code ""}. */
    public WordList words(String since) {
        return read(good(send("GET", "/v1/agents/words?since=" + since, new byte[0])), WordList.class);
    }

    /** Opens a reset as a real agent would; never the same or an older one again. */
    public ResetOpening open(String envelope) {
        SealedReset sealed =
                SealedReset.parse(envelope).orElseThrow(() -> new AssertionError("the envelope is malformed"));
        ResetOpening opening = new ResetOpener(hostId, openingKeys, serverKeys).open(sealed, lastReset, clock.millis());
        if (opening instanceof ResetOpening.Opened opened) {
            lastReset = opened.terms().counter();
        }
        return opening;
    }

    /** Takes new keys. */
    public Transport.Reply changeKeys() {
        AgentKeys next = AgentKeys.generate(RANDOM);
        KeyOffer offer = KeyOffer.of(next, agentId);
        var body = Json.object()
                .put("signing_key", base64(offer.signing().toBytes()))
                .put("sealing_key", base64(offer.sealing().toBytes()))
                .put("proof", base64(offer.proof()));
        Transport.Reply reply = send("POST", "/v1/agents/keys", Json.write(body));
        if (reply.status() == 204) {
            keys = next;
            openingKeys.addFirst(next.opening());
        }
        return reply;
    }

    /** The code of an error. */
    public static String code(Transport.Reply reply) {
        return json(reply).path("error_code").asText();
    }

    /** A reply as JSON. */
    public static JsonNode json(Transport.Reply reply) {
        try {
            return new ObjectMapper().readTree(reply.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void requireSigned(Transport.Reply reply, AgentRequest request, Set<VerificationKey> trusted) {
        String header = reply.headers().getOrDefault("x-watchword-signature", "");
        boolean signed = AnswerSignature.parse(header)
                .filter(signature -> signature.isBy(trusted, request, reply.status(), reply.body()))
                .isPresent();
        if (!signed) {
            throw new AssertionError("the answer is not signed by a server that this agent trusts");
        }
    }

    private static Set<VerificationKey> keys(List<String> encoded) {
        Set<VerificationKey> keys = new LinkedHashSet<>();
        for (String each : encoded) {
            keys.add(VerificationKey.parse(Base64.getDecoder().decode(each)).orElseThrow());
        }
        return keys;
    }

    private static Transport.Reply good(Transport.Reply reply) {
        if (reply.status() != 200) {
            throw new AssertionError(reply.status() + " " + text(reply));
        }
        return reply;
    }

    private static <T> T read(Transport.Reply reply, Class<T> type) {
        try {
            return Json.read(reply.body(), type);
        } catch (MalformedJson e) {
            throw new AssertionError(text(reply), e);
        }
    }

    private static String text(Transport.Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
