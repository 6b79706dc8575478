package dev.watchword.benchmark;

import dev.watchword.protocol.AgentKeys;
import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.FleetKeyAnswer;
import dev.watchword.protocol.FleetKeyCopy;
import dev.watchword.protocol.FleetKeyProposal;
import dev.watchword.protocol.FleetKeyState;
import dev.watchword.protocol.FleetKeyTerms;
import dev.watchword.protocol.SealedFleetKey;
import dev.watchword.protocol.SealingKey;
import dev.watchword.protocol.VerificationKey;
import dev.watchword.server.http.Json;
import dev.watchword.server.http.MalformedJson;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What one simulated agent does about the key of its fleet, as real agents do it: asks, makes the first key, takes a copy, seals copies for
 * others. Belongs to one thread at a time.
 */
final class KeySharer {

    private static final String PATH = "/v1/agents/fleet-key";
    private static final int MOST_RECIPIENTS = 4;
    private static final int WITHOUT_ANSWER_SECONDS = 60;

    private final SimulatedAgent agent;
    private final String agentId;
    private final AgentKeys keys;
    private final SecureRandom random;
    private Optional<FleetKey> held = Optional.empty();

    /** Sends a call; each is counted and timed. */
    interface Caller {
        SimulatedAgent.Reply post(SimulatedAgent agent, String path, Object body) throws InterruptedException;
    }

    KeySharer(SimulatedAgent agent, String agentId, AgentKeys keys, SecureRandom random) {
        this.agent = agent;
        this.agentId = agentId;
        this.keys = keys;
        this.random = random;
    }

    /** The key's id, {@code ""} without one. */
    String held() {
        return held.map(FleetKey::id).orElse("");
    }

    /** Asks once and does what the answer asks for; gives the seconds that a real agent waits until it asks again. */
    int turn(Caller caller) throws InterruptedException {
        SimulatedAgent.Reply reply = caller.post(agent, PATH, new FleetKeyState(held(), ""));
        if (!reply.isGood()) {
            return WITHOUT_ANSWER_SECONDS;
        }
        FleetKeyAnswer answer = read(reply, FleetKeyAnswer.class);
        if (answer.keyId().isEmpty()) {
            propose(caller);
        } else if (!held().equals(answer.keyId())) {
            answer.copies().stream()
                    .findFirst()
                    .flatMap(copy -> opened(answer, copy))
                    .ifPresent(key -> held = Optional.of(key));
        } else {
            give(caller, answer);
        }
        return answer.waitSeconds();
    }

    private void propose(Caller caller) throws InterruptedException {
        FleetKey made = FleetKey.generate(random);
        SimulatedAgent.Reply reply = caller.post(agent, PATH + "/proposal", new FleetKeyProposal(made.id()));
        if (reply.isGood() && read(reply, FleetKeyProposal.class).keyId().equals(made.id())) {
            held = Optional.of(made);
        }
    }

    private Optional<FleetKey> opened(FleetKeyAnswer answer, FleetKeyAnswer.Copy copy) {
        VerificationKey sender = VerificationKey.parse(bytes(copy.senderKey())).orElseThrow();
        return SealedFleetKey.parse(copy.sealed())
                .flatMap(found -> found.open(
                        new FleetKeyTerms(answer.projectId(), answer.keyId(), copy.senderId(), agentId),
                        List.of(keys.opening()),
                        sender));
    }

    private void give(Caller caller, FleetKeyAnswer answer) throws InterruptedException {
        FleetKey key = held.orElseThrow();
        for (FleetKeyAnswer.Recipient recipient :
                answer.recipients().stream().limit(MOST_RECIPIENTS).toList()) {
            SealingKey sealing = SealingKey.parse(bytes(recipient.sealingKey())).orElseThrow();
            FleetKeyTerms terms = new FleetKeyTerms(answer.projectId(), key.id(), agentId, recipient.agentId());
            caller.post(
                    agent,
                    PATH + "/copies",
                    new FleetKeyCopy(
                            recipient.agentId(),
                            key.id(),
                            SealedFleetKey.seal(keys.signing(), sealing, terms, key)
                                    .toText()));
        }
    }

    private static <T> T read(SimulatedAgent.Reply reply, Class<T> type) {
        try {
            return Json.read(reply.body(), type);
        } catch (MalformedJson e) {
            throw new IllegalStateException("the server's answer cannot be read", e);
        }
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
