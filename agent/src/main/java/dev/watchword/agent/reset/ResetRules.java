package dev.watchword.agent.reset;

import dev.watchword.agent.machine.Disk;
import dev.watchword.protocol.CommandBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * When a reset may be applied: each method is one rule. The simulation breaks them one by one, and must notice. Has no state.
 */
class ResetRules {

    /**
     * A reset waits for a boot after it was asked for. There was one when the agent took it in another boot than this one,
     * or when the machine runs for less time than the server has the command. A mere restart of the agent is neither.
     */
    boolean isDue(
            ResetEntry entry, CommandBatch.Command command, long serverTime, String bootId, Optional<Duration> uptime) {
        return entry.atOnce()
                || !entry.bootId().equals(bootId)
                || uptime.map(up -> command.createdAt() < serverTime - up.toMillis())
                        .orElse(false);
    }

    /** The server must have offered the reset in a word that is not old: it may have taken it back meanwhile. */
    boolean isConfirmed(Heard heard) {
        return heard.isFresh();
    }

    /** At the moment of its expiry a reset is too late. */
    boolean isInTime(Heard heard, long expires) {
        return heard.now() < expires;
    }

    /** An envelope belongs to the command that carries it. */
    boolean isOfItsCommand(String commandId, String idInEnvelope) {
        return commandId.equals(idInEnvelope);
    }

    /** Nothing is taken after itself or after a newer one. */
    long mustExceed(ResetJournal journal, String account) {
        return journal.counter(account);
    }

    /** With a newer reset, all older ones of the account are over. */
    ResetJournal staged(ResetJournal journal, ResetEntry newest) {
        ResetJournal next = journal;
        for (ResetEntry older : journal.staged()) {
            if (older.account().equals(newest.account())) {
                next = next.changed(older.id(), entry -> entry.failed(Failure.SUPERSEDED));
            }
        }
        return next.with(newest).usedUp(newest.account(), newest.counter() - 1);
    }

    /** The counter is used up, durably, before the password is set: whatever happens then, there is no second time. */
    ResetJournal begun(ResetJournal journal, ResetEntry entry, Disk disk) throws IOException {
        return journal.changed(entry.id(), ResetEntry::applying)
                .usedUp(entry.account(), entry.counter())
                .keep(disk);
    }

    /** What the server has taken back is over. */
    ResetJournal withdrawn(ResetJournal journal, ResetEntry entry) {
        return journal.without(entry.id()).usedUp(entry.account(), entry.counter());
    }

    /** Of an interrupted reset only the store knows what came of it; it is not tried again. */
    Held isInEffect(PasswordPlace place, String account, byte[] password) {
        return place.holds(account, password);
    }

    /** It ends with the reset's time, and with the freshness of the server's word. */
    Permit permit(Heard heard, long expires) {
        return () -> {
            if (!isConfirmed(heard) || !isInTime(heard, expires)) {
                return Duration.ZERO;
            }
            Duration inTime = Duration.ofMillis(expires - heard.now());
            Duration fresh = heard.freshFor();
            return inTime.compareTo(fresh) < 0 ? inTime : fresh;
        };
    }
}
