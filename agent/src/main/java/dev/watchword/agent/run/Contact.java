package dev.watchword.agent.run;

import dev.watchword.agent.link.Outcome;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.wire.Wire;
import java.time.Duration;
import java.util.Optional;

/**
 * How it stands between agent and server, as the last outcome of a call left it, and when the agent may and shall speak again. Belongs to
 * the loop's thread.
 */
final class Contact {

    private static final System.Logger LOG = System.getLogger(Contact.class.getName());
    private static final Duration DENIED_PAUSE = Duration.ofHours(1);

    private final Machine machine;
    private final Backoff backoff;
    private final Runnable whenDenied;
    private String state = "waiting";
    private String problem = "";
    private long heardAt;
    private long nextBeat;
    private long quietUntil;

    /**
     * A contact that nobody tried yet.
     *
     * @param whenDenied runs when the server begins to deny the agent
     */
    Contact(Machine machine, Runnable whenDenied) {
        this.machine = machine;
        this.backoff = new Backoff(machine.random());
        this.whenDenied = whenDenied;
        this.nextBeat = machine.elapsed();
        this.quietUntil = nextBeat;
    }

    /** In the words of {@link AgentStatus}. */
    String state() {
        return state;
    }

    /** What was wrong with the last call, {@code ""} when nothing was. */
    String problem() {
        return problem;
    }

    /** When the server last answered a heartbeat, epoch milliseconds, 0 for never. */
    long heardAt() {
        return heardAt;
    }

    boolean isDenied() {
        return state.equals("denied");
    }

    /** Whether the server is to be left alone now. */
    boolean isQuiet() {
        return machine.elapsed() - quietUntil < 0;
    }

    boolean isBeatDue() {
        return machine.elapsed() - nextBeat >= 0;
    }

    /** When the server may be called, on the steady clock. */
    long quietUntil() {
        return quietUntil;
    }

    /** When the next heartbeat goes out, on the steady clock. */
    long beatAt() {
        return Math.max(nextBeat, quietUntil);
    }

    /** A heartbeat was answered. */
    void heard(Duration untilNextBeat) {
        heardAt = machine.wallClock();
        nextBeat = machine.elapsed() + untilNextBeat.toNanos();
    }

    /** A call did what it was for. */
    void succeeded() {
        backoff.succeeded();
    }

    /** The record that the server answered; empty when it did not, or when that cannot be read, and the conversation is over. */
    <T> Optional<T> believed(Outcome outcome, Class<T> type) {
        return switch (outcome) {
            case Outcome.Answered answered -> {
                Optional<T> record = Wire.read(answered.body(), type);
                if (record.isEmpty()) {
                    later(new Outcome.Later(Duration.ZERO, "the server's answer cannot be read"));
                    yield record;
                }
                succeeded();
                state = "connected";
                problem = "";
                yield record;
            }
            case Outcome.Refused refused -> {
                later(new Outcome.Later(
                        Duration.ZERO, "the server answers " + refused.status() + " " + refused.code()));
                yield Optional.empty();
            }
            case Outcome.Later later -> {
                later(later);
                yield Optional.empty();
            }
            case Outcome.Denied denied -> {
                denied(denied);
                yield Optional.empty();
            }
        };
    }

    /** Whether there may be more calls after a piece of work, given the call of it that failed, if one did. */
    boolean allows(Optional<Outcome> trouble) {
        if (trouble.isEmpty()) {
            return true;
        }
        return switch (trouble.get()) {
            case Outcome.Answered answered -> true;
            case Outcome.Refused refused -> true;
            case Outcome.Later later -> {
                later(later);
                yield false;
            }
            case Outcome.Denied denied -> {
                denied(denied);
                yield false;
            }
        };
    }

    void later(Outcome.Later later) {
        quiet(backoff.failed(later.atLeast()));
        if (!problem.equals(later.why())) {
            LOG.log(System.Logger.Level.WARNING, "{0}", later.why());
        }
        problem = later.why();
        state = "waiting";
    }

    /** The agent stops, and only looks once an hour whether that is still so: nobody signed the refusal. */
    void denied(Outcome.Denied denied) {
        quiet(DENIED_PAUSE.plusMillis(machine.random().nextLong(DENIED_PAUSE.toMillis() / 4)));
        nextBeat = quietUntil;
        if (!isDenied()) {
            LOG.log(System.Logger.Level.ERROR, "{0}", denied.why());
            whenDenied.run();
        }
        problem = denied.why();
        state = "denied";
    }

    private void quiet(Duration time) {
        quietUntil = machine.elapsed() + time.toNanos();
    }
}
