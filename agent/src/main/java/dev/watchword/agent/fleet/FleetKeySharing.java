package dev.watchword.agent.fleet;

import dev.watchword.agent.link.Link;
import dev.watchword.agent.link.Outcome;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.wire.Wire;
import dev.watchword.agent.work.Duty;
import dev.watchword.protocol.FleetKey;
import dev.watchword.protocol.FleetKeyAnswer;
import dev.watchword.protocol.FleetKeyCopy;
import dev.watchword.protocol.FleetKeyProposal;
import dev.watchword.protocol.FleetKeyState;
import dev.watchword.protocol.FleetKeyTerms;
import dev.watchword.protocol.SealedFleetKey;
import dev.watchword.protocol.SealingKey;
import dev.watchword.protocol.VerificationKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Shares the fleet's key with the project's other agents, through the server as a mailbox that cannot open what it carries: proposes a key
 * where there is none, takes the one that others have, and seals it for those who lack it. A key that an operator carried here is left alone.
 */
public final class FleetKeySharing implements Duty {

    private static final System.Logger LOG = System.getLogger(FleetKeySharing.class.getName());
    private static final String PATH = "/v1/agents/fleet-key";
    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_RECIPIENTS = 16;
    private static final Duration WITHOUT_ANSWER = Duration.ofMinutes(1);
    private static final Duration NOT_OFFERED = Duration.ofHours(1);

    private final Machine machine;
    private final String agentId;
    private final Link link;
    private final FleetKeys keys;
    private final SecureRandom random;
    private final FleetKeyRules rules;
    private long nextAt;
    private String unusable = "";

    /** @param agentId this agent's */
    public FleetKeySharing(Machine machine, String agentId, Link link, FleetKeys keys, SecureRandom random) {
        this(machine, agentId, link, keys, random, new FleetKeyRules());
    }

    /** Goes by other rules, for the simulation. */
    FleetKeySharing(
            Machine machine, String agentId, Link link, FleetKeys keys, SecureRandom random, FleetKeyRules rules) {
        this.machine = machine;
        this.agentId = agentId;
        this.link = link;
        this.keys = keys;
        this.random = random;
        this.rules = rules;
        this.nextAt = machine.elapsed();
    }

    @Override
    public Optional<Outcome> turn() throws IOException, InterruptedException {
        if (!pause().isZero()) {
            return Optional.empty();
        }
        nextAt = machine.elapsed() + WITHOUT_ANSWER.toNanos();
        if (keys.isByHand()) {
            nextAt = machine.elapsed() + NOT_OFFERED.toNanos();
            return Optional.empty();
        }
        Outcome outcome = link.post(PATH, Wire.write(new FleetKeyState(heldId(), unusable)), MOST_BYTES);
        return switch (outcome) {
            case Outcome.Answered answered -> {
                Optional<FleetKeyAnswer> answer = Wire.read(answered.body(), FleetKeyAnswer.class);
                yield answer.isPresent() ? follow(answer.get()) : Optional.empty();
            }
            case Outcome.Refused refused -> notOffered();
            // A server of before does not know the call, and signs nothing about it.
            case Outcome.Later later when later.unproven() -> notOffered();
            case Outcome.Later later -> Optional.of(later);
            case Outcome.Denied denied -> Optional.of(denied);
        };
    }

    private Optional<Outcome> notOffered() {
        nextAt = machine.elapsed() + NOT_OFFERED.toNanos();
        return Optional.empty();
    }

    private Optional<Outcome> follow(FleetKeyAnswer answer) throws IOException, InterruptedException {
        unusable = "";
        long wait = Math.clamp(answer.waitSeconds(), 1, 3_600) * 1_000L;
        nextAt = machine.elapsed()
                + Duration.ofMillis(wait + machine.random().nextLong(wait / 2 + 1))
                        .toNanos();
        if (!rules.isOfItsProject(keys.project(), answer.projectId())) {
            LOG.log(System.Logger.Level.WARNING, "the server speaks of the fleet key of another project");
            return Optional.empty();
        }
        if (answer.keyId().isEmpty()) {
            return propose(answer.projectId());
        }
        adoptProposal(answer.projectId(), answer.keyId());
        if (!heldId().equals(answer.keyId())) {
            take(answer);
            return Optional.empty();
        }
        return give(answer);
    }

    private Optional<Outcome> propose(String project) throws IOException, InterruptedException {
        Optional<FleetKey> kept = keys.proposed();
        try (FleetKey key = kept.isPresent() ? kept.get() : FleetKey.generate(random)) {
            if (kept.isEmpty()) {
                rules.beforeProposing(keys, key);
            }
            Outcome outcome = link.post(PATH + "/proposal", Wire.write(new FleetKeyProposal(key.id())), MOST_BYTES);
            if (outcome instanceof Outcome.Refused) {
                keys.dropProposal();
            }
            if (outcome instanceof Outcome.Answered answered) {
                String won = Wire.read(answered.body(), FleetKeyProposal.class)
                        .map(FleetKeyProposal::keyId)
                        .orElse("");
                LOG.log(
                        System.Logger.Level.INFO,
                        won.equals(key.id()) ? "made the fleet key {0}" : "another agent made the fleet key {0}",
                        won);
                adoptProposal(project, won);
                return Optional.empty();
            }
            return Optional.of(outcome);
        }
    }

    /** What was proposed is the fleet's when the server names it, and nothing when it names another. */
    private void adoptProposal(String project, String keyId) throws IOException {
        Optional<FleetKey> proposal = keyId.isEmpty() ? Optional.empty() : keys.proposed();
        if (proposal.isEmpty()) {
            return;
        }
        try (FleetKey key = proposal.get()) {
            if (rules.isTheFleets(key, keyId)) {
                keys.keep(project, key);
            } else {
                keys.dropProposal();
            }
        }
    }

    private void take(FleetKeyAnswer answer) throws IOException {
        if (answer.copies().isEmpty() || !rules.mayTake(keys, answer.keyId())) {
            return;
        }
        FleetKeyAnswer.Copy copy = answer.copies().getFirst();
        Optional<FleetKey> opened = opened(answer, copy);
        if (opened.isEmpty()) {
            unusable = rules.complaint(copy.senderId());
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the fleet key that agent {0} sealed cannot be opened",
                    copy.senderId());
            return;
        }
        try (FleetKey key = opened.get()) {
            keys.keep(answer.projectId(), key);
            // The server names both: whether that agent signs with that key, its own log and machine can say.
            LOG.log(
                    System.Logger.Level.INFO,
                    "took the fleet key {0} from agent {1} with the signing key {2}",
                    key.id(),
                    copy.senderId(),
                    bytes(copy.senderKey())
                            .flatMap(VerificationKey::parse)
                            .map(VerificationKey::id)
                            .orElse(""));
        }
    }

    private Optional<FleetKey> opened(FleetKeyAnswer answer, FleetKeyAnswer.Copy copy) throws IOException {
        FleetKeyTerms terms = new FleetKeyTerms(answer.projectId(), answer.keyId(), copy.senderId(), agentId);
        Optional<VerificationKey> sender = bytes(copy.senderKey()).flatMap(VerificationKey::parse);
        Optional<SealedFleetKey> sealed = SealedFleetKey.parse(copy.sealed());
        return sender.isEmpty() || sealed.isEmpty()
                ? Optional.empty()
                : rules.opened(sealed.get(), terms, link.openingKeys(), sender.get());
    }

    private Optional<Outcome> give(FleetKeyAnswer answer) throws IOException, InterruptedException {
        Optional<FleetKey> held = keys.held();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        try (FleetKey key = held.get()) {
            for (FleetKeyAnswer.Recipient recipient :
                    answer.recipients().stream().limit(MOST_RECIPIENTS).toList()) {
                Optional<SealingKey> sealing = bytes(recipient.sealingKey()).flatMap(SealingKey::parse);
                if (sealing.isEmpty() || recipient.agentId().equals(agentId)) {
                    continue;
                }
                Outcome outcome = link.post(
                        PATH + "/copies",
                        Wire.write(copy(answer.projectId(), key, recipient.agentId(), sealing.get())),
                        MOST_BYTES);
                if (outcome instanceof Outcome.Later || outcome instanceof Outcome.Denied) {
                    return Optional.of(outcome);
                }
                // Who has got this machine's key is for its own log to say: the server could leave it out.
                LOG.log(
                        System.Logger.Level.INFO,
                        "gave the fleet key {0} to agent {1} with the sealing key {2}",
                        key.id(),
                        recipient.agentId(),
                        sealing.get().id());
            }
        }
        return Optional.empty();
    }

    private FleetKeyCopy copy(String project, FleetKey key, String recipient, SealingKey sealing) {
        FleetKeyTerms terms = new FleetKeyTerms(project, key.id(), agentId, recipient);
        return new FleetKeyCopy(
                recipient,
                key.id(),
                rules.sealed(link.signingKey(), sealing, terms, key).toText());
    }

    private String heldId() throws IOException {
        Optional<FleetKey> held = keys.held();
        if (held.isEmpty()) {
            return "";
        }
        try (FleetKey key = held.get()) {
            return key.id();
        }
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Duration pause() {
        return Duration.ofNanos(Math.max(0, nextAt - machine.elapsed()));
    }

    @Override
    public void close() {
        // Nothing is under way between turns.
    }
}
