package dev.watchword.agent.fleet;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.ServerAddress;
import dev.watchword.agent.link.Transport;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.AgentKeys;
import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.AnswerSignature;
import dev.watchword.protocol.FleetKeyAnswer;
import dev.watchword.protocol.FleetKeyCopy;
import dev.watchword.protocol.FleetKeyProposal;
import dev.watchword.protocol.FleetKeyState;
import dev.watchword.protocol.RequestSignature;
import dev.watchword.protocol.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A mailbox that does what a test says, good or bad, and signs all of it as the agents' server does. */
final class MailboxServer {

    static final SecureRandom RANDOM = new SecureRandom();

    final SigningKey key = SigningKey.generate(RANDOM);
    final List<FleetKeyCopy> given = new ArrayList<>();
    final List<FleetKeyState> said = new ArrayList<>();

    String project = "p1";
    String current = "";
    List<FleetKeyAnswer.Copy> copies = List.of();
    List<FleetKeyAnswer.Recipient> recipients = List.of();
    boolean losesTheAnswer;
    boolean isOfBefore;
    boolean refusesProposals;

    /** A member of this server. */
    Membership member(String agentId) {
        return new Membership(
                new ServerAddress("https://watchword.example.com", "", ""),
                agentId,
                "host-of-" + agentId,
                "host",
                AgentKeys.generate(RANDOM),
                List.of(key.publicKey()),
                new byte[32]);
    }

    Transport transport() {
        return this::send;
    }

    private Transport.Reply send(Transport.Outgoing call) throws IOException {
        if (isOfBefore) {
            return new Transport.Reply(404, Map.of(), bytes("{\"error_code\":\"WW.0004\"}"));
        }
        RequestSignature shown = RequestSignature.parse(call.headers().getOrDefault("Authorization", ""))
                .orElseThrow();
        AgentRequest request = AgentRequest.of(
                call.method(),
                call.path(),
                call.query(),
                shown.agentId(),
                shown.counter(),
                Long.parseLong(call.headers().getOrDefault(AgentRequest.TIME_HEADER, "")),
                call.body());
        Transport.Reply reply = routed(call, request);
        if (losesTheAnswer) {
            throw new IOException("connection reset");
        }
        return reply;
    }

    private Transport.Reply routed(Transport.Outgoing call, AgentRequest request) {
        return switch (call.path()) {
            case "/v1/agents/fleet-key" -> {
                said.add(Wire.read(call.body(), FleetKeyState.class).orElseThrow());
                yield signed(request, 200, Wire.write(new FleetKeyAnswer(project, current, 60, copies, recipients)));
            }
            case "/v1/agents/fleet-key/proposal" -> {
                if (refusesProposals) {
                    yield signed(request, 409, bytes("{\"error_code\":\"WW.0108\",\"error_msg\":\"\"}"));
                }
                String proposed = Wire.read(call.body(), FleetKeyProposal.class)
                        .orElseThrow()
                        .keyId();
                current = current.isEmpty() ? proposed : current;
                yield signed(request, 200, Wire.write(new FleetKeyProposal(current)));
            }
            case "/v1/agents/fleet-key/copies" -> {
                given.add(Wire.read(call.body(), FleetKeyCopy.class).orElseThrow());
                yield signed(request, 204, new byte[0]);
            }
            default -> throw new IllegalStateException(call.toString());
        };
    }

    private Transport.Reply signed(AgentRequest request, int status, byte[] body) {
        return new Transport.Reply(
                status,
                Map.of(
                        "x-watchword-signature",
                        AnswerSignature.sign(key, request, status, body).toHeader()),
                body);
    }

    static FleetKeyAnswer.Recipient recipient(Membership member) {
        return new FleetKeyAnswer.Recipient(
                member.agentId(), base64(member.keys().opening().publicKey().toBytes()));
    }

    /** A copy as this mailbox hands it on. */
    static FleetKeyAnswer.Copy copy(Membership sender, String sealed) {
        return new FleetKeyAnswer.Copy(
                sender.agentId(), base64(sender.keys().signing().publicKey().toBytes()), sealed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
