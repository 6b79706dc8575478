package dev.watchword.agent.run;

import dev.watchword.agent.link.Link;
import dev.watchword.agent.link.Outcome;
import dev.watchword.agent.machine.Machine;
import dev.watchword.agent.outbox.Letter;
import dev.watchword.agent.outbox.Outbox;
import java.io.IOException;
import java.util.Optional;

/** Brings the server what waits in the outbox. Belongs to the loop's thread. */
final class Delivery {

    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
    private static final int MOST_LETTERS_A_TURN = 200;
    private static final int SPREAD_MILLIS = 60_000;

    private final Machine machine;
    private final Link link;
    private final Outbox outbox;
    private final Contact contact;
    private long reportsQuietUntil;

    Delivery(Machine machine, Link link, Outbox outbox, Contact contact) {
        this.machine = machine;
        this.link = link;
        this.outbox = outbox;
        this.contact = contact;
        this.reportsQuietUntil = machine.elapsed();
    }

    /** When reports may go out, on the steady clock. */
    long reportsQuietUntil() {
        return reportsQuietUntil;
    }

    /** Delivers answers; whether the conversation goes on. */
    boolean answers() throws IOException, InterruptedException {
        return deliver(Letter.Lane.ANSWERS);
    }

    /** Delivers reports and what waits behind them; whether the conversation goes on. */
    boolean reports() throws IOException, InterruptedException {
        return machine.elapsed() - reportsQuietUntil < 0 || deliver(Letter.Lane.REPORTS);
    }

    private boolean deliver(Letter.Lane lane) throws IOException, InterruptedException {
        for (int i = 0; i < MOST_LETTERS_A_TURN; i++) {
            Optional<Outbox.Numbered> next = outbox.first(lane);
            if (next.isEmpty()) {
                return true;
            }
            Letter letter = next.get().letter();
            Outcome outcome = link.post(letter.path(), letter.body(), Conversation.SMALL_ANSWER);
            switch (outcome) {
                case Outcome.Answered answered -> {
                    contact.succeeded();
                    outbox.arrived(next.get().number());
                }
                case Outcome.Refused refused -> refused(next.get(), refused);
                case Outcome.Later later -> {
                    if (lane == Letter.Lane.REPORTS && later.atLeast().isPositive()) {
                        // Reports have a rate of their own; everything else goes on.
                        reportsQuietUntil = machine.elapsed()
                                + later.atLeast()
                                        .plusMillis(machine.random().nextLong(SPREAD_MILLIS))
                                        .toNanos();
                        return true;
                    }
                    contact.later(later);
                    return false;
                }
                case Outcome.Denied denied -> {
                    contact.denied(denied);
                    return false;
                }
            }
        }
        return true;
    }

    /** A command that nobody waits for any more needs no answer; anything else that is refused would be refused for ever. */
    private void refused(Outbox.Numbered letter, Outcome.Refused refused) throws IOException {
        if (refused.status() == 404 && letter.letter().path().startsWith("/v1/agents/commands/")) {
            outbox.arrived(letter.number());
            return;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "the server refused {0}: {1} {2}",
                letter.letter(),
                refused.status(),
                refused.code());
        outbox.refused(letter.number());
    }
}
