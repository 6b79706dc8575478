package dev.watchword.agent.link;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.wire.Wire;
import dev.watchword.protocol.AgentKeys;
import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.AnswerSignature;
import dev.watchword.protocol.KeyOffer;
import dev.watchword.protocol.OpeningKey;
import dev.watchword.protocol.SigningKey;
import dev.watchword.protocol.VerificationKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Speaks to the server as this agent: one signed request after the other, each with a number and a time of its own, and believes an answer
 * only when one of the pinned keys signed it for this request. Safe for use by many threads, one call at a time.
 */
public final class Link implements AutoCloseable {

    /** Requests that are numbered or timed anew, for one call. */
    private static final int MOST_TRIES = 4;

    private static final int MOST_OF_AN_OFFER = 64 << 10;

    /** Beyond this much, the server's clock is believed rather than the machine's. */
    private static final long TOLERATED_MILLIS = 30_000;

    private final Transport transport;
    private final Machine machine;
    private final Memberships memberships;
    private final Counter counter;
    private Membership membership;
    private long clockOff;
    private boolean cloneTold;

    private Link(
            Transport transport, Machine machine, Memberships memberships, Membership membership, Counter counter) {
        this.transport = transport;
        this.machine = machine;
        this.memberships = memberships;
        this.membership = membership;
        this.counter = counter;
    }

    /**
     * A link of a member.
     *
     * @throws IOException when the disk fails
     */
    public static Link open(Transport transport, Machine machine, Disk disk, Membership membership) throws IOException {
        return new Link(
                transport, machine, new Memberships(disk), membership, Counter.open(disk, membership.agentId()));
    }

    /** Asks. */
    public Outcome get(String path, String query, int mostBytes) throws IOException, InterruptedException {
        return call("GET", path, query, new byte[0], mostBytes);
    }

    /** Tells. */
    public Outcome post(String path, byte[] body, int mostBytes) throws IOException, InterruptedException {
        return call("POST", path, "", body, mostBytes);
    }

    /** What this agent signs with. */
    public synchronized SigningKey signingKey() {
        return membership.keys().signing();
    }

    /** The keys that answers and resets are believed from. */
    public synchronized List<VerificationKey> serverKeys() {
        return membership.serverKeys();
    }

    /**
     * Believes these keys from now on, durably, instead of the former ones. They come from a signed answer.
     *
     * @throws IOException when the disk fails; then the former ones are still believed after a restart, and these come again
     */
    public synchronized void trust(List<VerificationKey> keys) throws IOException {
        if (!keys.equals(membership.serverKeys())) {
            Membership changed = membership.trusting(keys);
            memberships.keep(changed);
            membership = changed;
        }
    }

    /**
     * The keys that open what is sealed for this agent: its own, and that of before the last change.
     *
     * @throws IOException when the disk fails
     */
    public synchronized List<OpeningKey> openingKeys() throws IOException {
        List<OpeningKey> keys = new ArrayList<>(List.of(membership.keys().opening()));
        memberships.former().map(AgentKeys::opening).ifPresent(keys::add);
        return List.copyOf(keys);
    }

    /**
     * Changes this agent's keys for new ones, which the old ones sign for. When the answer is lost, both are kept, and the next
     * call finds out which of them the server goes by.
     *
     * @throws IOException when the disk fails
     */
    public synchronized Outcome changeKeys(SecureRandom random) throws IOException, InterruptedException {
        AgentKeys next =
                memberships.next().filter(keys -> !isKnownBy(keys)).orElseGet(() -> AgentKeys.generate(random));
        memberships.keepNext(next);
        KeyOffer offer = KeyOffer.of(next, membership.agentId());
        byte[] body = Wire.write(new OfferedKeys(
                base64(offer.signing().toBytes()), base64(offer.sealing().toBytes()), base64(offer.proof())));
        Outcome outcome = call("POST", "/v1/agents/keys", "", body, MOST_OF_AN_OFFER);
        if (outcome instanceof Outcome.Answered && !isKnownBy(next)) {
            membership = memberships.adopt(membership, next);
        }
        if (outcome instanceof Outcome.Refused) {
            memberships.dropNext();
        }
        return outcome;
    }

    private record OfferedKeys(String signingKey, String sealingKey, String proof) {}

    private boolean isKnownBy(AgentKeys keys) {
        return keys.signing().publicKey().equals(membership.keys().signing().publicKey());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The server's clock as far as it is known, epoch milliseconds. */
    public synchronized long serverClock() {
        return machine.wallClock() + clockOff;
    }

    /** Learns the server's clock from a signed answer. */
    public synchronized void hearClock(long serverTime) {
        long off = serverTime - machine.wallClock();
        clockOff = Math.abs(off) > TOLERATED_MILLIS ? off : 0;
    }

    /** Whether the server said that another machine uses this agent's key. */
    public synchronized boolean cloneTold() {
        return cloneTold;
    }

    @Override
    public void close() {
        transport.close();
    }

    private synchronized Outcome call(String method, String path, String query, byte[] body, int mostBytes)
            throws IOException, InterruptedException {
        Outcome outcome = attempt(method, path, query, body, mostBytes);
        if (!(outcome instanceof Outcome.Denied)) {
            return outcome;
        }
        Optional<AgentKeys> next = memberships.next().filter(keys -> !isKnownBy(keys));
        if (next.isEmpty()) {
            return outcome;
        }
        // A change of keys may have arrived whose answer did not. A signed answer to the next keys proves it.
        Membership present = membership;
        membership = present.keyed(next.get());
        Outcome again = new Outcome.Later(Duration.ZERO, "");
        try {
            again = attempt(method, path, query, body, mostBytes);
        } finally {
            membership = present;
        }
        if (again instanceof Outcome.Answered) {
            membership = memberships.adopt(present, next.get());
        }
        return again instanceof Outcome.Denied ? outcome : again;
    }

    private Outcome attempt(String method, String path, String query, byte[] body, int mostBytes)
            throws IOException, InterruptedException {
        for (int i = 0; i < MOST_TRIES; i++) {
            AgentRequest request =
                    AgentRequest.of(method, path, query, membership.agentId(), counter.next(), serverClock(), body);
            Transport.Reply reply;
            try {
                reply = transport.send(new Transport.Outgoing(
                        method,
                        path,
                        query,
                        Map.of(
                                "Authorization",
                                request.sign(membership.keys().signing()).toHeader(),
                                AgentRequest.TIME_HEADER,
                                Long.toString(request.time())),
                        body,
                        mostBytes));
            } catch (IOException e) {
                return new Outcome.Later(Duration.ZERO, "the server is not reached: " + e.getMessage());
            }
            Optional<Outcome> settled = settled(request, reply);
            if (settled.isPresent()) {
                return settled.get();
            }
        }
        return new Outcome.Later(Duration.ZERO, "the server refuses every number and time");
    }

    /** What the reply means; empty when the same is to be sent with another number or time. */
    private Optional<Outcome> settled(AgentRequest request, Transport.Reply reply) {
        if (reply.status() < 400) {
            return Optional.of(
                    signed(request, reply)
                            ? new Outcome.Answered(reply.status(), reply.body())
                            : new Outcome.Later(
                                    Duration.ZERO,
                                    "the answer (status " + reply.status() + ") is not signed by the server's key"));
        }
        ErrorBody error = ErrorBody.of(reply);
        return switch (error.code()) {
            case "WW.0101" ->
                Optional.of(
                        new Outcome.Denied(
                                "the server does not accept this agent (revoked, replaced, or its host retired): enrol it again"));
            case "WW.0102" -> {
                clockOff = error.serverTime().orElse(machine.wallClock()) - machine.wallClock();
                yield Optional.empty();
            }
            case "WW.0103" -> Optional.empty();
            case "WW.0104" -> {
                cloneTold = true;
                error.counter().ifPresent(counter::goOnAfter);
                yield Optional.empty();
            }
            default -> Optional.of(error.outcome(signed(request, reply)));
        };
    }

    private boolean signed(AgentRequest request, Transport.Reply reply) {
        return reply.header(AnswerSignature.HEADER)
                .flatMap(AnswerSignature::parse)
                .filter(signature -> signature.isBy(membership.trusted(), request, reply.status(), reply.body()))
                .isPresent();
    }
}
