package dev.watchword.agent.reset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.agent.machine.Disk;
import dev.watchword.protocol.CommandBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Never twice, never stale, never after its time, never without a boot, never an untrue state: whatever happens. */
class ResetSimulationTest {

    private static final int SEEDS = 500;
    private static final int MANY_SEEDS = 10_000;

    @Test
    void keepsTheRulesInFiveHundredWorlds() {
        keepsTheRules(SEEDS);
    }

    @Tag("long")
    @Test
    void keepsTheRulesInTenThousandWorlds() {
        keepsTheRules(MANY_SEEDS);
    }

    private static void keepsTheRules(int seeds) {
        Map<String, Integer> ends = new TreeMap<>();
        for (long seed = 0; seed < seeds; seed++) {
            ResetSimulation.run(seed, new ResetRules()).forEach(end -> ends.merge(end, 1, Integer::sum));
        }
        // A simulation in which one of these never happens tests nothing of it.
        for (String end : new String[] {
            "verified",
            "expired",
            "failed superseded",
            "failed forged",
            "failed swapped",
            "failed account_missing",
            "failed account_locked",
            "failed read_only",
            "failed store_busy",
            "failed interrupted",
            "failed stalled",
            "failed too_late",
            "failed not_offered"
        }) {
            assertTrue(ends.getOrDefault(end, 0) > 0, end + " never happened: " + ends);
        }
        assertEquals(
                new TreeSet<>(),
                new TreeSet<>(ends.keySet().stream()
                        .filter(end -> end.startsWith("accepted") || end.startsWith("staged"))
                        .toList()));
    }

    /** Each rule of {@link ResetRules} broken in one way. */
    static Stream<ResetRules> plantedBugs() {
        return Stream.of(
                new ResetRules() {
                    @Override
                    boolean isDue(
                            ResetEntry entry,
                            CommandBatch.Command command,
                            long serverTime,
                            String bootId,
                            Optional<Duration> uptime) {
                        return true;
                    }

                    @Override
                    public String toString() {
                        return "does not wait for a boot";
                    }
                },
                new ResetRules() {
                    @Override
                    boolean isDue(
                            ResetEntry entry,
                            CommandBatch.Command command,
                            long serverTime,
                            String bootId,
                            Optional<Duration> uptime) {
                        return entry.atOnce() || !entry.bootId().equals(bootId);
                    }

                    @Override
                    public String toString() {
                        return "asks a machine that was off for a second boot";
                    }
                },
                new ResetRules() {
                    @Override
                    boolean isConfirmed(Heard heard) {
                        return true;
                    }

                    @Override
                    public String toString() {
                        return "goes by an old word of the server";
                    }
                },
                new ResetRules() {
                    @Override
                    boolean isInTime(Heard heard, long expires) {
                        return true;
                    }

                    @Override
                    public String toString() {
                        return "does not look at the time";
                    }
                },
                new ResetRules() {
                    @Override
                    boolean isInTime(Heard heard, long expires) {
                        return heard.machine().wallClock() < expires;
                    }

                    @Override
                    public String toString() {
                        return "believes the wall clock";
                    }
                },
                new ResetRules() {
                    @Override
                    boolean isOfItsCommand(String commandId, String idInEnvelope) {
                        return true;
                    }

                    @Override
                    public String toString() {
                        return "takes an envelope in another's command";
                    }
                },
                new ResetRules() {
                    @Override
                    long mustExceed(ResetJournal journal, String account) {
                        return 0;
                    }

                    @Override
                    public String toString() {
                        return "takes old counters";
                    }
                },
                new ResetRules() {
                    @Override
                    ResetJournal staged(ResetJournal journal, ResetEntry newest) {
                        return journal.with(newest);
                    }

                    @Override
                    public String toString() {
                        return "keeps older resets beside a newer one";
                    }
                },
                new ResetRules() {
                    @Override
                    ResetJournal begun(ResetJournal journal, ResetEntry entry, Disk disk) {
                        return journal.changed(entry.id(), ResetEntry::applying)
                                .usedUp(entry.account(), entry.counter());
                    }

                    @Override
                    public String toString() {
                        return "keeps the counter only afterwards";
                    }
                },
                new ResetRules() {
                    @Override
                    ResetJournal withdrawn(ResetJournal journal, ResetEntry entry) {
                        return journal;
                    }

                    @Override
                    public String toString() {
                        return "keeps what the server took back";
                    }
                },
                new ResetRules() {
                    @Override
                    Held isInEffect(PasswordPlace place, String account, byte[] password) {
                        return Held.YES;
                    }

                    @Override
                    public String toString() {
                        return "takes an interrupted reset for done";
                    }
                },
                new ResetRules() {
                    @Override
                    Held isInEffect(PasswordPlace place, String account, byte[] password) {
                        return Held.NO;
                    }

                    @Override
                    public String toString() {
                        return "takes an interrupted reset for not done";
                    }
                },
                new ResetRules() {
                    @Override
                    Permit permit(Heard heard, long expires) {
                        return () -> Duration.ofSeconds(15);
                    }

                    @Override
                    public String toString() {
                        return "lets a permit stand for ever";
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("plantedBugs")
    void noticesEachBrokenRule(ResetRules broken) throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                ResetSimulation.run(seed, broken);
            } catch (AssertionError noticed) {
                return;
            }
        }
        throw new AssertionError(SEEDS + " worlds in which nobody noticed: " + broken);
    }
}
