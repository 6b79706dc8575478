package dev.watchword.agent.link;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.identity.ServerAddress;
import dev.watchword.agent.identity.ServerKeyList;
import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.AgentKeys;
import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.AnswerSignature;
import dev.watchword.protocol.EnrolmentAnswer;
import dev.watchword.protocol.EnrolmentRequest;
import dev.watchword.protocol.HostFacts;
import dev.watchword.protocol.KeyOffer;
import dev.watchword.protocol.VerificationKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes this machine a member: the keys are made here, the token is shown to the server once, and the server's key must be the one whose
 * fingerprint came with the token.
 */
public final class Enrolment {

    private static final System.Logger LOG = System.getLogger(Enrolment.class.getName());
    private static final String PATH = "/v1/agents/enrol";
    private static final int MOST_BYTES = 64 << 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Transport transport;
    private final Disk disk;
    private final byte[] localKey = new byte[32];

    public Enrolment(Transport transport, Disk disk) {
        this.transport = transport;
        this.disk = disk;
        RANDOM.nextBytes(localKey);
    }

    /** The local key that the membership will have, for what is to lie sealed on the disk before the token is used. */
    public byte[] localKey() {
        return localKey.clone();
    }

    /**
     * Enrols; a former membership of this machine is replaced only when the new one is complete.
     *
     * @param token one-time
     * @param fingerprint of the server's key, as it was shown with the token; without it the current key is believed that TLS
     *     brings, and the operator should compare
     */
    public Result enrol(ServerAddress server, String token, Optional<String> fingerprint, HostFacts host)
            throws IOException, InterruptedException {
        AgentKeys keys = AgentKeys.generate(RANDOM);
        KeyOffer offer = KeyOffer.of(keys, token);
        byte[] body = Wire.write(new EnrolmentRequest(
                token,
                "",
                base64(offer.signing().toBytes()),
                base64(offer.sealing().toBytes()),
                base64(offer.proof()),
                host));
        Transport.Reply reply = transport.send(new Transport.Outgoing("POST", PATH, "", Map.of(), body, MOST_BYTES));
        if (reply.status() != 201) {
            return new Refused(reason(ErrorBody.of(reply)));
        }
        Optional<EnrolmentAnswer> answer = Wire.read(reply.body(), EnrolmentAnswer.class);
        Optional<List<VerificationKey>> trusted = answer.flatMap(welcome -> ServerKeyList.parse(welcome.serverKeys()));
        if (answer.isEmpty() || trusted.isEmpty()) {
            return new Refused("the server's answer cannot be read");
        }
        Set<VerificationKey> pinned = trusted.get().stream()
                .filter(key -> fingerprint
                        .map(key.fingerprint()::equals)
                        .orElse(key.equals(trusted.get().getFirst())))
                .collect(Collectors.toSet());
        if (pinned.isEmpty()) {
            return new Refused("the server has another key than the fingerprint says; nothing was kept");
        }
        AgentRequest request = AgentRequest.enrolling("POST", PATH, "", body);
        if (!isSigned(reply, pinned, request)) {
            return new Refused("the answer is not signed by the key with that fingerprint; nothing was kept");
        }
        Membership membership = new Membership(
                server,
                answer.get().agentId(),
                answer.get().hostId(),
                answer.get().role(),
                keys,
                trusted.get(),
                localKey());
        try {
            new Memberships(disk).keep(membership);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the membership was not kept", e);
            return new Refused(
                    "the server took the token, but the membership could not be written here (" + e.getMessage()
                            + "): mend that, and enrol with a token that replaces host " + membership.hostId());
        }
        return new Enrolled(membership);
    }

    private static boolean isSigned(Transport.Reply reply, Set<VerificationKey> pinned, AgentRequest request) {
        return reply.header(AnswerSignature.HEADER)
                .flatMap(AnswerSignature::parse)
                .filter(signature -> signature.isBy(pinned, request, reply.status(), reply.body()))
                .isPresent();
    }

    private static String reason(ErrorBody error) {
        return switch (error.code()) {
            case "WW.0105" ->
                "the token is not valid: used, expired, withdrawn, or this machine is a member and the token was not made"
                        + " to replace it";
            case "" -> "the server answers " + error.status() + ", which is no answer of Watchword";
            default -> "the server refuses: " + error.status() + " " + error.code();
        };
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What became of it. */
    public sealed interface Result {}

    /** The machine is a member, durably. */
    public record Enrolled(Membership membership) implements Result {}

    /**
     * It is not, and what was before still is.
     *
     * @param reason for the operator; never the token
     */
    public record Refused(String reason) implements Result {}
}
