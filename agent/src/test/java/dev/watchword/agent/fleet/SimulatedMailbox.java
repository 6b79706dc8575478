package dev.watchword.agent.fleet;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.link.Transport;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.AnswerSignature;
import dev.watchword.protocol.FleetKeyAnswer;
import dev.watchword.protocol.FleetKeyCopy;
import dev.watchword.protocol.FleetKeyProposal;
import dev.watchword.protocol.FleetKeyState;
import dev.watchword.protocol.FleetKeyTerms;
import dev.watchword.protocol.RequestSignature;
import dev.watchword.protocol.SealedFleetKey;
import dev.watchword.protocol.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The server's side of the sharing as ADR 17 has it, in memory, on a clock that the simulation moves. */
class SimulatedMailbox {

    static final long LOST_AFTER = Duration.ofDays(1).toMillis();
    static final long ASKED_FOR = Duration.ofMinutes(10).toMillis();

    /** All bodies that ever went through, both ways. */
    final List<byte[]> seen = new ArrayList<>();

    /** Who proposed a key first, by its id. */
    final Map<String, String> makers = new HashMap<>();

    /** All true copies that ever went through, by recipient. */
    final Map<String, List<Carried>> carried = new HashMap<>();

    final Set<String> revoked = new HashSet<>();
    final Map<String, Place> places = new TreeMap<>();
    final String project;
    long now = 1;

    private final SigningKey key;
    private final Map<String, Membership> members = new TreeMap<>();
    private final Map<String, Long> counters = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private String current = "";
    private long givenAt;

    /** Where an agent stands. */
    static final class Place {
        String keyId = "";
        boolean held;
        String sender = "";
        String sealed = "";
        long wantedAt;
        long askedAt;
    }

    SimulatedMailbox(String project, SigningKey key) {
        this.project = project;
        this.key = key;
    }

    void enrol(Membership member) {
        members.put(member.agentId(), member);
    }

    String current() {
        return current;
    }

    /** Answers a call whose number was not used; a number comes once, and none after a higher one. */
    Transport.Reply answer(Transport.Outgoing call) {
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
        seen.add(call.body());
        if (revoked.contains(shown.agentId())) {
            return new Transport.Reply(401, Map.of(), bytes("{\"error_code\":\"WW.0101\",\"error_msg\":\"\"}"));
        }
        if (counters.getOrDefault(shown.agentId(), -1L) >= shown.counter()) {
            return new Transport.Reply(
                    401,
                    Map.of(),
                    bytes("{\"error_code\":\"WW.0104\",\"error_msg\":\"\",\"counter\":\""
                            + counters.get(shown.agentId()) + "\"}"));
        }
        counters.put(shown.agentId(), shown.counter());
        Optional<byte[]> body = routed(call, shown.agentId());
        return body.map(content -> signed(request, content.length == 0 ? 204 : 200, content))
                .orElseGet(() -> signed(request, 409, bytes("{\"error_code\":\"WW.0108\",\"error_msg\":\"\"}")));
    }

    private Optional<byte[]> routed(Transport.Outgoing call, String agent) {
        return switch (call.path()) {
            case "/v1/agents/fleet-key" ->
                Optional.of(Wire.write(answered(
                        agent, Wire.read(call.body(), FleetKeyState.class).orElseThrow())));
            case "/v1/agents/fleet-key/proposal" ->
                proposed(
                                agent,
                                Wire.read(call.body(), FleetKeyProposal.class)
                                        .orElseThrow()
                                        .keyId())
                        .map(FleetKeyProposal::new)
                        .map(Wire::write);
            default ->
                given(agent, Wire.read(call.body(), FleetKeyCopy.class).orElseThrow())
                        ? Optional.of(new byte[0])
                        : Optional.empty();
        };
    }

    private FleetKeyAnswer answered(String agent, FleetKeyState said) {
        return handedOn(agent, said, state(agent, said));
    }

    private FleetKeyAnswer state(String agent, FleetKeyState said) {
        if (!current.isEmpty() && isSpent()) {
            ended.add(current);
            places.values().stream().filter(each -> each.keyId.equals(current)).forEach(each -> {
                each.held = false;
                each.sender = "";
                each.sealed = "";
            });
            current = "";
        }
        if (current.isEmpty()) {
            return new FleetKeyAnswer(project, "", 5, List.of(), List.of());
        }
        Place place = places.computeIfAbsent(agent, any -> new Place());
        if (said.holds().equals(current)) {
            has(place);
            return new FleetKeyAnswer(project, current, 30, List.of(), asked(agent));
        }
        boolean waits = place.keyId.equals(current) && !place.sealed.isEmpty() && !place.sender.equals(said.unusable());
        if (!waits) {
            place.keyId = place.keyId.equals(current) ? current : "";
            place.held = false;
            place.sender = "";
            place.sealed = "";
            place.wantedAt = place.wantedAt > 0 ? place.wantedAt : now;
            place.askedAt = 0;
        }
        return new FleetKeyAnswer(project, current, 5, waits ? List.of(copy(place)) : List.of(), List.of());
    }

    /** What a server hands on of its answer; a hostile one changes it. */
    FleetKeyAnswer handedOn(String agent, FleetKeyState said, FleetKeyAnswer answer) {
        return answer;
    }

    /** The first key that is proposed is the fleet's; one that ended never is again. */
    Optional<String> proposed(String agent, String keyId) {
        if (current.isEmpty() && !ended.contains(keyId) && !makers.containsKey(keyId)) {
            makers.put(keyId, agent);
            current = keyId;
            givenAt = now;
        }
        if (current.isEmpty()) {
            return Optional.empty();
        }
        if (current.equals(keyId) && agent.equals(makers.get(keyId))) {
            has(places.computeIfAbsent(agent, any -> new Place()));
        }
        return Optional.of(current);
    }

    /** A key that a revoked agent had, or that nobody has, or that nobody gives, is at its end. */
    boolean isSpent() {
        boolean leaked = places.entrySet().stream()
                .anyMatch(each -> each.getValue().keyId.equals(current) && revoked.contains(each.getKey()));
        boolean given = places.entrySet().stream()
                .anyMatch(each -> each.getValue().keyId.equals(current)
                        && !revoked.contains(each.getKey())
                        && (each.getValue().held || !each.getValue().sealed.isEmpty()));
        boolean stuck = givenAt < now - LOST_AFTER
                && places.values().stream()
                        .anyMatch(
                                each -> each.wantedAt > 0 && each.wantedAt < now - LOST_AFTER && each.sealed.isEmpty());
        return leaked || !given || stuck;
    }

    private void has(Place place) {
        place.keyId = current;
        place.held = true;
        place.sender = "";
        place.sealed = "";
        place.wantedAt = 0;
    }

    /** Nobody is asked for the same agent again for a while. */
    List<FleetKeyAnswer.Recipient> asked(String holder) {
        List<FleetKeyAnswer.Recipient> found = new ArrayList<>();
        places.forEach((agent, place) -> {
            boolean lacks = place.wantedAt > 0 && place.sealed.isEmpty() && place.askedAt < now - ASKED_FOR;
            if (lacks && !agent.equals(holder) && !revoked.contains(agent) && found.size() < 4) {
                place.askedAt = now;
                found.add(MailboxServer.recipient(member(agent)));
            }
        });
        return found;
    }

    private boolean given(String sender, FleetKeyCopy copy) {
        Optional<SealedFleetKey> sealed = SealedFleetKey.parse(copy.sealed());
        Place from = places.computeIfAbsent(sender, any -> new Place());
        Place to = places.get(copy.recipientId());
        FleetKeyTerms terms = new FleetKeyTerms(project, copy.keyId(), sender, copy.recipientId());
        if (to == null
                || sealed.isEmpty()
                || !copy.keyId().equals(current)
                || !from.held
                || !from.keyId.equals(current)
                || revoked.contains(copy.recipientId())
                || !sealed.get().isBy(member(sender).keys().signing().publicKey(), terms)) {
            return false;
        }
        if (to.wantedAt > 0 && to.sealed.isEmpty()) {
            carried.computeIfAbsent(copy.recipientId(), any -> new ArrayList<>())
                    .add(new Carried(current, MailboxServer.copy(member(sender), copy.sealed())));
            put(to, sender, copy.sealed());
            givenAt = now;
        }
        return to.keyId.equals(current);
    }

    void put(Place to, String sender, String sealed) {
        to.keyId = current;
        to.sender = sender;
        to.sealed = sealed;
    }

    /** A copy as it stands before it is fetched. */
    record Carried(String keyId, FleetKeyAnswer.Copy copy) {}

    private FleetKeyAnswer.Copy copy(Place place) {
        return MailboxServer.copy(member(place.sender), place.sealed);
    }

    private Membership member(String agent) {
        return Optional.ofNullable(members.get(agent)).orElseThrow();
    }

    private Transport.Reply signed(AgentRequest request, int status, byte[] body) {
        seen.add(body);
        return new Transport.Reply(
                status,
                Map.of(
                        "x-watchword-signature",
                        AnswerSignature.sign(key, request, status, body).toHeader()),
                body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
