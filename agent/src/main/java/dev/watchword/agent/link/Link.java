package dev.watchword.agent.link;

import dev.watchword.agent.identity.Membership;
import dev.watchword.agent.identity.Memberships;
import dev.watchword.agent.machine.Disk;
import dev.watchword.agent.machine.Machine;
import dev.watchword.protocol.AgentRequest;
import dev.watchword.protocol.AnswerSignature;
import dev.watchword.protocol.VerificationKey;
import java.io.IOException;
import java.time.Duration;
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
            default -> Optional.of(error.outcome());
        };
    }

    private boolean signed(AgentRequest request, Transport.Reply reply) {
        return reply.header(AnswerSignature.HEADER)
                .flatMap(AnswerSignature::parse)
                .filter(signature -> signature.isBy(membership.trusted(), request, reply.status(), reply.body()))
                .isPresent();
    }
}
