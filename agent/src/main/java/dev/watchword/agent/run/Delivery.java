package dev.watchword.agent.run;

import dev.watchword.agent.link.Link;
import dev.watchword.agent.link.Outcome;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.outbox.Letter;
import dev.watchword.agent.outbox.Outbox;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Brings the server what waits in the outbox. A letter that the server refuses is given up; of a refusal that the server did not sign
 * nobody knows whose it is, so the letter stays and is tried again for days. Meanwhile its lane waits, for letters of one lane keep their
 * order, and all else goes on. Belongs to the loop's thread.
 */
final class Delivery {

    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
    private static final int MOST_LETTERS_A_TURN = 200;
    private static final int SPREAD_MILLIS = 60_000;

    /** So long somebody must have refused a letter before it is given up; time without a connection does not count. */
    static final Duration MOST_DOUBT = Duration.ofDays(7);

    /** Between two tries; beyond it the machine slept. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Machine machine;
    private final Link link;
    private final Outbox outbox;
    private final Contact contact;
    private final Map<Letter.Lane, Pause> pauses = new EnumMap<>(Letter.Lane.class);

    Delivery(Machine machine, Link link, Outbox outbox, Contact contact) {
        this.machine = machine;
        this.link = link;
        this.outbox = outbox;
        this.contact = contact;
        for (Letter.Lane lane : Letter.Lane.values()) {
            pauses.put(lane, new Pause(machine));
        }
    }

    /** When the next letter may go out, on the steady clock; empty when none waits. */
    Optional<Long> due() {
        Optional<Long> earliest = Optional.empty();
        for (Letter.Lane lane : Letter.Lane.values()) {
            long until = pause(lane).until;
            if (outbox.has(lane) && (earliest.isEmpty() || until - earliest.get() < 0)) {
                earliest = Optional.of(until);
            }
        }
        return earliest;
    }

    /** Delivers answers; whether the conversation goes on. */
    boolean answers() throws IOException, InterruptedException {
        return deliver(Letter.Lane.ANSWERS);
    }

    /** Delivers reports and what waits behind them; whether the conversation goes on. */
    boolean reports() throws IOException, InterruptedException {
        return deliver(Letter.Lane.REPORTS);
    }

    private boolean deliver(Letter.Lane lane) throws IOException, InterruptedException {
        for (int i = 0; i < MOST_LETTERS_A_TURN && !pause(lane).isOn(); i++) {
            Optional<Outbox.Numbered> next = outbox.first(lane);
            if (next.isEmpty()) {
                return true;
            }
            Letter letter = next.get().letter();
            Outcome outcome = link.post(letter.path(), letter.body(), Conversation.SMALL_ANSWER);
            switch (outcome) {
                case Outcome.Answered answered -> {
                    contact.succeeded();
                    pause(lane).over();
                    outbox.arrived(next.get().number());
                }
                case Outcome.Refused refused -> {
                    pause(lane).over();
                    refused(next.get(), refused);
                }
                case Outcome.Later later -> {
                    if (later.unproven()) {
                        doubt(next.get(), later);
                    } else if (lane == Letter.Lane.REPORTS && later.atLeast().isPositive()) {
                        // Reports have a rate of their own; everything else goes on.
                        pause(lane)
                                .begin(later.atLeast()
                                        .plusMillis(machine.random().nextLong(SPREAD_MILLIS)));
                    } else {
                        contact.later(later);
                        return false;
                    }
                }
                case Outcome.Denied denied -> {
                    contact.denied(denied);
                    return false;
                }
            }
        }
        return true;
    }

    /** The server says 404 also when it has the answer and its receipt was lost, so that this is not counted as missing. */
    private void refused(Outbox.Numbered letter, Outcome.Refused refused) throws IOException {
        if (refused.status() == 404 && letter.letter().path().startsWith("/v1/agents/commands/")) {
            LOG.log(System.Logger.Level.INFO, "the server does not wait for {0}", letter.letter());
            outbox.arrived(letter.number());
            return;
        }
        outbox.refused(
                letter.number(),
                "the server refused " + letter.letter() + ": " + refused.status() + " " + refused.code());
    }

    private void doubt(Outbox.Numbered letter, Outcome.Later later) throws IOException {
        Pause pause = pause(letter.letter().lane());
        Duration refused = outbox.doubted(letter.number(), pause.sinceRefused(letter.number()));
        if (refused.compareTo(MOST_DOUBT) >= 0) {
            pause.over();
            outbox.refused(letter.number(), letter.letter() + " was refused for " + refused.toDays() + " days");
            return;
        }
        if (pause.backoff.isFresh()) {
            LOG.log(System.Logger.Level.WARNING, "{0} waits: {1}", letter.letter(), later.why());
        }
        pause.begin(pause.backoff.failed(later.atLeast()));
    }

    private Pause pause(Letter.Lane lane) {
        return Objects.requireNonNull(pauses.get(lane));
    }

    /** When a lane may go on. */
    private static final class Pause {

        private final Machine machine;
        private final Backoff backoff;
        private long until;
        private long refusedNumber = -1;
        private long refusedAt;

        private Pause(Machine machine) {
            this.machine = machine;
            this.backoff = new Backoff(machine.random());
            this.until = machine.elapsed();
        }

        private boolean isOn() {
            return machine.elapsed() - until < 0;
        }

        private void begin(Duration time) {
            until = machine.elapsed() + time.toNanos();
        }

        private void over() {
            backoff.succeeded();
            until = machine.elapsed();
        }

        /** Nothing at the first time, for nobody knows what was before. */
        private Duration sinceRefused(long number) {
            Duration since = number == refusedNumber ? Duration.ofNanos(machine.elapsed() - refusedAt) : Duration.ZERO;
            refusedNumber = number;
            refusedAt = machine.elapsed();
            return since.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : since;
        }
    }
}
