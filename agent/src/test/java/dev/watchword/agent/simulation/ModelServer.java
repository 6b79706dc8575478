package dev.watchword.agent.simulation;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.ServerAddress;
import dev.watchword.agent.link.Transport;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.AgentKeys;
import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.AnswerSignature;
import dev.watchword.protocol.CommandAnswer;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.HeartbeatAnswer;
import dev.watchword.protocol.KeyOffer;
import dev.watchword.protocol.RequestSignature;
import dev.watchword.protocol.ScanReport;
import dev.watchword.protocol.ScanSchedule;
import dev.watchword.protocol.SigningKey;
import dev.watchword.protocol.VerificationKey;
import dev.watchword.protocol.WordList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The server's side of the protocol in memory, behind a network that may lose, repeat and delay. It checks every signature and number as
 * the real one does, and keeps what arrived.
 */
public final class ModelServer implements Transport {

    private static final SecureRandom SECURE = new SecureRandom();

    public final AgentKeys agentKeys = AgentKeys.generate(SECURE);
    public VerificationKey registered = agentKeys.signing().publicKey();
    public SigningKey key = SigningKey.generate(SECURE);
    public final String agentId = "11111111-2222-3333-4444-555555555555";
    public final String hostId = "66666666-7777-8888-9999-000000000000";
    public final Map<String, ScanReport> reports = new LinkedHashMap<>();
    public final List<String> arrivals = new ArrayList<>();
    public final Map<String, CommandBatch.Command> open = new LinkedHashMap<>();
    public final Map<String, List<CommandAnswer>> answers = new HashMap<>();
    public final List<Long> callTimes = new ArrayList<>();
    public ScanSchedule schedule = new ScanSchedule(List.of(), 4, 0, 1_800);
    public List<String> words = List.of();
    public int wordsVersion;
    public boolean down;
    public boolean revoked;
    public boolean forgetsToSign;
    public boolean forgetsToSignRefusals;
    public boolean forgetsCommands;
    public int reportStatus = 204;
    public int reportRetryAfter;
    public double lossRate;
    public long clockOff;
    public int forks;
    public int wordFetches;

    private final VirtualMachine machine;
    private final RandomGenerator random;
    private final Set<Long> counters = new HashSet<>();
    private long highest;
    private List<SigningKey> trusted;

    public ModelServer(VirtualMachine machine, RandomGenerator random) {
        this.machine = machine;
        this.random = random;
        this.trusted = List.of(key);
    }

    /** What the agent knows after its enrolment. */
    public Membership membership() {
        return new Membership(
                new ServerAddress("https://watchword.example.com", "", ""),
                agentId,
                hostId,
                "host",
                agentKeys,
                List.of(key.publicKey()),
                new byte[32]);
    }

    /** The keys that heartbeats tell of; the first signs. */
    public void useKeys(List<SigningKey> keys) {
        trusted = keys;
        key = keys.getFirst();
    }

    public void ask(String id, String kind, String payload) {
        open.put(
                id,
                new CommandBatch.Command(
                        id, kind, payload, now(), now() + Duration.ofDays(1).toMillis()));
    }

    /** The states that were told of a command, in their order. */
    public List<String> told(String id) {
        return answers.getOrDefault(id, List.of()).stream()
                .map(CommandAnswer::state)
                .toList();
    }

    private long now() {
        return machine.wallClock() + clockOff;
    }

    @Override
    public Reply send(Outgoing request) throws IOException {
        callTimes.add(machine.elapsed());
        machine.pass(Duration.ofMillis(20));
        if (down || random.nextDouble() < lossRate) {
            throw new IOException("connection refused");
        }
        Reply reply = answer(request);
        if (random.nextDouble() < lossRate) {
            throw new IOException("connection reset");
        }
        return reply;
    }

    private Reply answer(Outgoing call) {
        RequestSignature shown = RequestSignature.parse(call.headers().getOrDefault("Authorization", ""))
                .orElseThrow();
        long time = Long.parseLong(call.headers().getOrDefault(AgentRequest.TIME_HEADER, ""));
        AgentRequest request = AgentRequest.of(
                call.method(), call.path(), call.query(), shown.agentId(), shown.counter(), time, call.body());
        if (revoked || !request.isSignedBy(registered, shown.signature())) {
            return error(401, "WW.0101", "");
        }
        if (Math.abs(now() - time) > Duration.ofMinutes(5).toMillis()) {
            return error(401, "WW.0102", ",\"server_time\":\"" + now() + "\"");
        }
        if (!counters.add(shown.counter()) || shown.counter() <= highest) {
            forks++;
            return error(401, "WW.0104", ",\"counter\":\"" + highest + "\"");
        }
        highest = shown.counter();
        return routed(request, call);
    }

    private Reply routed(AgentRequest request, Outgoing call) {
        if (call.path().equals("/v1/agents/heartbeat")) {
            return signed(
                    request,
                    200,
                    Wire.write(new HeartbeatAnswer(
                            now(), 60, open.size(), "group:" + wordsVersion, schedule, keysOnTheWire())));
        }
        if (call.path().equals("/v1/agents/commands")) {
            return signed(request, 200, Wire.write(new CommandBatch(hostId, now(), List.copyOf(open.values()))));
        }
        if (call.path().equals("/v1/agents/words")) {
            wordFetches++;
            return signed(request, 200, Wire.write(new WordList("group:" + wordsVersion, "", words, List.of())));
        }
        if (call.path().startsWith("/v1/agents/dry-runs/")) {
            return signed(request, 200, "{\"words\":[\"Trial-word-1\"]}".getBytes(StandardCharsets.UTF_8));
        }
        if (call.path().equals("/v1/agents/keys")) {
            Offered offered = Wire.read(call.body(), Offered.class).orElseThrow();
            registered = KeyOffer.parse(offered.signingKey(), offered.sealingKey(), offered.proof())
                    .filter(offer -> offer.isProved(agentId))
                    .orElseThrow()
                    .signing();
            return signed(request, 204, new byte[0]);
        }
        if (call.path().equals("/v1/agents/reports")) {
            return report(request, call);
        }
        String id = call.path().split("/")[4];
        return told(request, id, Wire.read(call.body(), CommandAnswer.class).orElseThrow());
    }

    private record Offered(String signingKey, String sealingKey, String proof) {}

    private Reply report(AgentRequest request, Outgoing call) {
        if (reportStatus != 204) {
            return refusal(request, reportStatus, reportStatus == 400 ? "WW.0001" : "APIGW.0308");
        }
        ScanReport report = Wire.read(call.body(), ScanReport.class).orElseThrow();
        reports.put(report.scanId(), report);
        arrivals.add("report " + report.scanId());
        return signed(request, 204, new byte[0]);
    }

    private Reply told(AgentRequest request, String id, CommandAnswer answer) {
        if (forgetsCommands || !open.containsKey(id)) {
            return refusal(request, 404, "WW.0014");
        }
        answers.computeIfAbsent(id, any -> new ArrayList<>()).add(answer);
        arrivals.add(answer.state() + " " + id);
        if (answer.state().equals("done") || answer.state().equals("failed")) {
            open.remove(id);
        }
        return signed(request, 204, new byte[0]);
    }

    private List<String> keysOnTheWire() {
        return trusted.stream()
                .map(each -> Base64.getEncoder().encodeToString(each.publicKey().toBytes()))
                .toList();
    }

    private Reply signed(AgentRequest request, int status, byte[] body) {
        if (forgetsToSign) {
            return new Reply(status, Map.of(), body);
        }
        return new Reply(
                status,
                Map.of(
                        "x-watchword-signature",
                        AnswerSignature.sign(key, request, status, body).toHeader()),
                body);
    }

    private Reply refusal(AgentRequest request, int status, String code) {
        Reply plain = error(status, code, "");
        if (forgetsToSignRefusals) {
            return plain;
        }
        Map<String, String> headers = new HashMap<>(plain.headers());
        headers.putAll(signed(request, status, plain.body()).headers());
        return new Reply(status, headers, plain.body());
    }

    private Reply error(int status, String code, String members) {
        String body = "{\"error_code\":\"" + code + "\",\"error_msg\":\"no\"" + members + "}";
        Map<String, String> headers =
                status == 429 ? Map.of("retry-after", Integer.toString(reportRetryAfter)) : Map.of();
        return new Reply(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
