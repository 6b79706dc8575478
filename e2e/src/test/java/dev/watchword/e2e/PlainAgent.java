package dev.watchword.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.protocol.AgentKeys;
import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.AnswerSignature;
import dev.watchword.protocol.CommandBatch;
import dev.watchword.protocol.HostFacts;
import dev.watchword.protocol.KeyOffer;
import dev.watchword.protocol.ResetOpener;
import dev.watchword.protocol.ResetOpening;
import dev.watchword.protocol.ScanReport;
import dev.watchword.protocol.SealedReset;
import dev.watchword.protocol.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The agent's side of the protocol without a machine behind it: it enrols, reports what a test wants it to have found,
 * and opens what is sealed for it. It trusts no answer without the server's signature. Not safe for use by several
 * threads.
 */
final class PlainAgent {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final Api api;
    private final AgentKeys keys;
    private final String agentId;
    private final String hostId;
    private final Set<VerificationKey> serverKeys;
    private String bootId = UUID.randomUUID().toString();
    private long counter;
    private long lastReset;

    private PlainAgent(Api api, AgentKeys keys, JsonNode welcome) {
        this.api = api;
        this.keys = keys;
        this.agentId = welcome.required("agent_id").textValue();
        this.hostId = welcome.required("host_id").textValue();
        this.serverKeys = welcome.required("server_keys")
                .valueStream()
                .map(key -> VerificationKey.parse(Base64.getDecoder().decode(key.textValue()))
                        .orElseThrow())
                .collect(Collectors.toSet());
    }

    /**
     * Enrols a host, or once more one that is a member already.
     *
     * @param hostName also says which machine it is
     */
    static PlainAgent enrolled(ServedWatchword served, String enterpriseProject, String hostName) {
        String project = "/v1/watchword/" + served.bootstrap().projectId();
        JsonNode token = served.root()
                .post(
                        project + "/enrolment-tokens",
                        "{\"replaces\":" + Api.quoted(hostOf(served.root(), project, hostName))
                                + ",\"enterprise_project_id\":" + Api.quoted(enterpriseProject) + "}")
                .expect(201)
                .json();
        return enrolled(served.api(), token.required("token").textValue(), hostName);
    }

    /** The id of the host with this name when it is, or was, a member; else {@code ""}. */
    private static String hostOf(Api root, String project, String hostName) {
        return root.get(project + "/agents?limit=200")
                .expect(200)
                .json()
                .path("data_list")
                .valueStream()
                .filter(each -> each.path("host_name").textValue().equals(hostName))
                .map(each -> each.path("host_id").textValue())
                .findFirst()
                .orElse("");
    }

    /** Enrols with a token that an operator handed over. */
    static PlainAgent enrolled(Api api, String token, String hostName) {
        AgentKeys keys = AgentKeys.generate(RANDOM);
        KeyOffer offer = KeyOffer.of(keys, token);
        ObjectNode request = JSON.createObjectNode().put("token", token);
        request.put("signing_key", base64(offer.signing().toBytes()));
        request.put("sealing_key", base64(offer.sealing().toBytes()));
        request.put("proof", base64(offer.proof()));
        request.set("host", JSON.valueToTree(facts(hostName)));
        byte[] body = bytes(request);
        Reply reply = api.call("POST", "/v1/agents/enrol", body).expect(201);
        PlainAgent agent = new PlainAgent(api, keys, reply.json());
        agent.requireSigned(AgentRequest.enrolling("POST", "/v1/agents/enrol", "", body), reply);
        return agent;
    }

    String hostId() {
        return hostId;
    }

    String agentId() {
        return agentId;
    }

    /** Tells that it is alive. */
    JsonNode heartbeat() {
        ObjectNode body = JSON.createObjectNode().put("version", "1.0").put("boot_id", bootId);
        body.put("accounts", 3).put("tested", 2);
        return call("POST", "/v1/agents/heartbeat", bytes(body)).expect(200).json();
    }

    /** The machine starts anew. */
    void reboot() {
        bootId = UUID.randomUUID().toString();
        heartbeat();
    }

    void reportWeak(WeakAccount account, long scannedAt) {
        reportWeak(List.of(account), scannedAt);
    }

    /** Reports a whole scan, in which these accounts and no others are weak. */
    void reportWeak(List<WeakAccount> accounts, long scannedAt) {
        List<ScanReport.Store> stores = List.of("system", "mysql", "redis", "tomcat", "ftp").stream()
                .map(service -> new ScanReport.Store(store(service), service, ""))
                .toList();
        List<ScanReport.Account> looked = new ArrayList<>();
        List<ScanReport.Finding> findings = new ArrayList<>();
        for (WeakAccount account : accounts) {
            looked.add(new ScanReport.Account(
                    account.serviceType(), account.userName(), account.store(), "usable", "yescrypt", 10, 100, ""));
            findings.add(new ScanReport.Finding(
                    account.serviceType(),
                    account.userName(),
                    account.store(),
                    "usable",
                    account.weakness(),
                    "high",
                    account.masked(),
                    account.suggestion(),
                    0,
                    9,
                    2,
                    1,
                    account.sharedMark()));
        }
        report(new ScanReport(
                UUID.randomUUID().toString(), scannedAt - 1_000, scannedAt, stores, looked, findings, List.of()));
    }

    void report(ScanReport report) {
        call("POST", "/v1/agents/reports", bytes(JSON.valueToTree(report))).expect(204);
    }

    /** What the host is asked to do, oldest first. */
    List<JsonNode> commands() {
        JsonNode batch =
                call("GET", "/v1/agents/commands", new byte[0]).expect(200).json();
        return batch.required("commands").valueStream().toList();
    }

    /** The same as an agent's own code takes it. */
    CommandBatch batch() {
        JsonNode batch =
                call("GET", "/v1/agents/commands", new byte[0]).expect(200).json();
        try {
            return JSON.treeToValue(batch, CommandBatch.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no list of commands", e);
        }
    }

    /** Opens what is sealed for it. */
    ResetOpener opener() {
        return new ResetOpener(hostId, List.of(keys.opening()), serverKeys);
    }

    /** Says how far it is with a command. */
    Reply answer(String commandId, String state, String detail) {
        ObjectNode body = JSON.createObjectNode().put("state", state).put("detail", detail);
        return call("POST", "/v1/agents/commands/" + commandId + "/answers", bytes(body));
    }

    /** Says how far it is with a command. */
    Reply answer(JsonNode command, String state, String detail) {
        return answer(command.required("id").textValue(), state, detail);
    }

    /** Opens the reset that waits, and says what became of it; empty when none waits or it is not for these keys. */
    Optional<String> nextPassword() {
        return nextReset().flatMap(command -> {
            Optional<String> password = opened(command);
            boolean done = password.isPresent();
            answer(command, done ? "verified" : "failed", done ? "{}" : "{\"reason\":\"refused\"}")
                    .expect(204);
            return password;
        });
    }

    /** The reset that waits. */
    Optional<JsonNode> nextReset() {
        List<JsonNode> resets = commands().stream()
                .filter(command -> command.required("kind").textValue().equals("reset"))
                .toList();
        if (resets.size() > 1) {
            throw new AssertionError("of several resets the newest alone counts, but there are " + resets.size());
        }
        return resets.stream().findFirst();
    }

    /** The password of a reset; empty when it must not be applied. */
    Optional<String> opened(JsonNode command) {
        JsonNode payload = Reply.parsed(command.required("payload").textValue());
        SealedReset sealed =
                SealedReset.parse(payload.required("envelope").textValue()).orElseThrow();
        ResetOpening opening = new ResetOpener(hostId, List.of(keys.opening()), serverKeys)
                .open(sealed, lastReset, System.currentTimeMillis());
        return switch (opening) {
            case ResetOpening.Opened done -> {
                lastReset = sealed.terms().counter();
                yield Optional.of(new String(done.password(), StandardCharsets.UTF_8));
            }
            case ResetOpening.Refused refused -> Optional.empty();
        };
    }

    private Reply call(String method, String target, byte[] body) {
        counter++;
        long time = System.currentTimeMillis();
        AgentRequest request = AgentRequest.of(method, target, "", agentId, counter, time, body);
        Reply reply = api.with("Authorization", request.sign(keys.signing()).toHeader())
                .with(AgentRequest.TIME_HEADER, Long.toString(time))
                .call(method, target, body);
        if (reply.status() < 400) {
            requireSigned(request, reply);
        }
        return reply;
    }

    private void requireSigned(AgentRequest request, Reply reply) {
        byte[] body = reply.text().getBytes(StandardCharsets.UTF_8);
        boolean signed = reply.header(AnswerSignature.HEADER)
                .flatMap(AnswerSignature::parse)
                .map(signature -> signature.isBy(serverKeys, request, reply.status(), body))
                .orElse(false);
        if (!signed) {
            throw new AssertionError("an answer that no server signed: " + reply);
        }
    }

    private static HostFacts facts(String name) {
        return new HostFacts(
                machineId(name),
                name,
                List.of("192.0.2." + (1 + Math.floorMod(name.hashCode(), 250))),
                "Linux",
                "Debian GNU/Linux",
                "13",
                UUID.randomUUID().toString(),
                "1.0");
    }

    private static String machineId(String name) {
        byte[] bytes = new byte[32];
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, bytes, 0, Math.min(utf8.length, bytes.length));
        return HexFormat.of().formatHex(bytes);
    }

    private static String store(String service) {
        return new WeakAccount(service, "", "", "", "", "").store();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "agent " + agentId + " of host " + hostId;
    }
}
